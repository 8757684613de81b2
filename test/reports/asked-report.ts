import { fixedClock } from '../../src/platform/clock'
import type { Database } from '../../src/platform/database'
import { REPORTS } from '../../src/reports/catalogue'
import { openReport } from '../../src/reports/open-report'
import type { OpenReport } from '../../src/reports/open-report'
import { csvOf } from '../../src/reports/written/csv'
import { jsonOf } from '../../src/reports/written/json'

export type ReportName = (typeof REPORTS)[number]['name']

/** Asks for reports of one business, on a day of its own. */
export class AskedReports {
  readonly #database: Database
  readonly #businessId: string
  /** Later than anything is written, unless a test says another day. */
  today = '2100-01-01'

  constructor(database: Database, businessId: string) {
    this.#database = database
    this.#businessId = businessId
  }

  /** @param query as it comes over the wire; the whole of 2025 unless it says another period */
  async open(name: ReportName, query: Record<string, string> = {}): Promise<OpenReport> {
    const report = REPORTS.find((one) => one.name === name)
    if (report === undefined) throw new Error(`There is no report ${name}.`)
    const read = report.query.parse({ fromDate: '2025-01-01', toDate: '2025-12-31', ...query })
    const clock = fixedClock(`${this.today}T12:00:00Z`)
    return openReport({ database: this.#database, clock }, this.#businessId, report, read)
  }

  async json(
    name: ReportName,
    query: Record<string, string> = {},
  ): Promise<Record<string, unknown>> {
    return JSON.parse(await this.#written(name, query, jsonOf)) as Record<string, unknown>
  }

  async csv(name: ReportName, query: Record<string, string> = {}): Promise<string> {
    return this.#written(name, query, csvOf)
  }

  async #written(
    name: ReportName,
    query: Record<string, string>,
    write: typeof jsonOf | typeof csvOf,
  ): Promise<string> {
    const { made, close } = await this.open(name, query)
    try {
      let text = ''
      for await (const piece of write(made)) text += piece
      return text
    } finally {
      await close()
    }
  }
}

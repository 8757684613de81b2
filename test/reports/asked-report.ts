import { fixedClock } from '../../src/platform/clock'
import type { Database } from '../../src/platform/database'
import { REPORTS } from '../../src/reports/catalogue'
import { openReport } from '../../src/reports/open-report'
import type { OpenReport } from '../../src/reports/open-report'
import { csvOf } from '../../src/reports/written/csv'
import { jsonOf } from '../../src/reports/written/json'
import { pdfOf } from '../../src/reports/written/pdf'

export type ReportName = (typeof REPORTS)[number]['name']

/** As it comes over the wire; the whole of 2025 unless it says another period. */
export type Query = Readonly<Record<string, string>>

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

  async open(name: ReportName, query: Query = {}): Promise<OpenReport> {
    const report = REPORTS.find((one) => one.name === name)
    if (report === undefined) throw new Error(`There is no report ${name}.`)
    const read = report.query.parse({ fromDate: '2025-01-01', toDate: '2025-12-31', ...query })
    const clock = fixedClock(`${this.today}T12:00:00Z`)
    const parts = { database: this.#database, clock, booksElsewhere: false }
    return openReport(parts, this.#businessId, report, read)
  }

  async json(name: ReportName, query: Query = {}): Promise<Record<string, unknown>> {
    const text = await this.#written(name, query, ({ made }) => jsonOf(made))
    return JSON.parse(text.toString()) as Record<string, unknown>
  }

  async csv(name: ReportName, query: Query = {}): Promise<string> {
    return (await this.#written(name, query, ({ made }) => csvOf(made))).toString()
  }

  pdf(name: ReportName, query: Query = {}): Promise<Buffer> {
    return this.#written(name, query, pdfOf)
  }

  async #written(
    name: ReportName,
    query: Query,
    write: (open: OpenReport) => AsyncGenerator<string | Buffer>,
  ): Promise<Buffer> {
    const report = await this.open(name, query)
    try {
      const pieces: Buffer[] = []
      for await (const piece of write(report)) pieces.push(Buffer.from(piece))
      return Buffer.concat(pieces)
    } finally {
      await report.close()
    }
  }
}

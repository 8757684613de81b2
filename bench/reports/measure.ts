import { systemClock } from '../../src/platform/clock'
import type { Database } from '../../src/platform/database'
import { REPORTS } from '../../src/reports/catalogue'
import { openReport } from '../../src/reports/open-report'
import { written } from '../../src/reports/written/forms'
import type { AskedReport } from './asked'

export interface Measured {
  name: string
  /** Milliseconds: to the first byte, to the last one, and of the plain scan. */
  first: number
  whole: number
  scan: number
  bytes: number
  /** What the process holds at most beyond what it held before. */
  heldMb: number
}

const ROUNDS = 5

/** The best of some rounds of each: what else runs on the machine only ever adds. */
export async function measure(
  database: Database,
  businessId: string,
  asked: AskedReport,
  period: Readonly<Record<string, string>>,
): Promise<Measured> {
  const rounds: Measured[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const scan = await timeOfScan(database, asked.reads)
    rounds.push({ ...(await timeOf(database, businessId, asked, period)), scan })
  }
  const best = (of: 'first' | 'whole' | 'scan') => Math.min(...rounds.map((one) => one[of]))
  const heldMb = Math.max(...rounds.map((one) => one.heldMb))
  const query = Object.entries(asked.query).map(([name, value]) => `${name}=${value}`)
  return {
    ...{ name: [asked.name, ...query].join(' '), heldMb, bytes: rounds[0]?.bytes ?? 0 },
    ...{ first: best('first'), whole: best('whole'), scan: best('scan') },
  }
}

async function timeOf(
  database: Database,
  businessId: string,
  { name, query }: AskedReport,
  period: Readonly<Record<string, string>>,
): Promise<Omit<Measured, 'scan'>> {
  const report = REPORTS.find((one) => one.name === name)
  if (report === undefined) throw new Error(`There is no report ${name}.`)
  const before = process.memoryUsage.rss()
  const started = performance.now()
  const read = report.query.parse({ ...period, ...query })
  const parts = { database, clock: systemClock, booksElsewhere: false }
  const open = await openReport(parts, businessId, report, read)
  let [first, bytes, held] = [0, 0, 0]
  try {
    for await (const piece of written(open, read.format)) {
      if (bytes === 0) first = performance.now() - started
      bytes += piece.length
      held = Math.max(held, process.memoryUsage.rss() - before)
    }
  } finally {
    await open.close()
  }
  return { name, first, whole: performance.now() - started, bytes, heldMb: held / 2 ** 20 }
}

/** Every row of the tables is read, and a column at its end. */
async function timeOfScan(database: Database, tables: readonly string[]): Promise<number> {
  const started = performance.now()
  for (const table of tables) {
    await database.query(`scan_${table}`, `SELECT count(*), max(t.ctid::text) FROM ${table} t`)
  }
  return performance.now() - started
}

import { systemClock } from '../../src/platform/clock'
import type { Database } from '../../src/platform/database'
import { REPORTS } from '../../src/reports/catalogue'
import { openReport } from '../../src/reports/open-report'
import { written } from '../../src/reports/written/forms'
import { cpuSeconds } from '../cpu'
import { median } from '../report/statistics'
import type { AskedReport } from './asked'

export interface Measured {
  name: string
  /** Medians of milliseconds: to the first byte, to the last one, and of the plain scan. */
  first: number
  whole: number
  scan: number
  /** The median of the ratios to the scan just before: by the clock. */
  ratio: number
  /** The same of all rounds by the CPU time of this process and PostgreSQL. */
  byCpu: number
  bytes: number
  /** What the process holds at most beyond what it held before. */
  heldMb: number
}

interface Round extends Omit<Measured, 'ratio' | 'byCpu'> {
  /** Seconds of CPU that the report and the scan took. */
  cpu: number
  scanCpu: number
}

/** What is measured, and where. */
export interface Measuring {
  database: Database
  businessId: string
  /** Of PostgreSQL. */
  pid: number
}

/** Each round scans and asks by turns: what else runs on the machine delays both. */
export async function measure(
  { database, businessId, pid }: Measuring,
  asked: AskedReport,
  period: Readonly<Record<string, string>>,
  count = 7,
): Promise<Measured> {
  const rounds: Round[] = []
  for (let round = 0; round < count; round++) {
    const before = cpuOf(pid)
    const scan = await timeOfScan(database, asked.reads)
    const between = cpuOf(pid)
    const told = await timeOf(database, businessId, asked, period)
    const [scanCpu, cpu] = [between - before, cpuOf(pid) - between]
    rounds.push({ ...told, scan, scanCpu, cpu })
  }
  const middle = (of: (round: Round) => number) => median(rounds.map(of))
  const query = Object.entries(asked.query).map(([name, value]) => `${name}=${value}`)
  return {
    name: [asked.name, ...query].join(' '),
    ...{ first: middle(({ first }) => first), whole: middle(({ whole }) => whole) },
    ...{ scan: middle(({ scan }) => scan), ratio: middle(({ whole, scan }) => whole / scan) },
    byCpu: sum(rounds.map(({ cpu }) => cpu)) / sum(rounds.map(({ scanCpu }) => scanCpu)),
    bytes: rounds[0]?.bytes ?? 0,
    heldMb: Math.max(...rounds.map((one) => one.heldMb)),
  }
}

/** Seconds of CPU of this process and of PostgreSQL. */
export function cpuOf(postgres: number): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6 + cpuSeconds(postgres)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

async function timeOf(
  database: Database,
  businessId: string,
  { name, query }: AskedReport,
  period: Readonly<Record<string, string>>,
): Promise<Omit<Round, 'scan' | 'cpu' | 'scanCpu'>> {
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

/** Every row of the tables is read, and one text is made of each. */
async function timeOfScan(database: Database, tables: readonly string[]): Promise<number> {
  const started = performance.now()
  for (const table of tables) {
    await database.query(`scan_${table}`, `SELECT count(*), max(t.ctid::text) FROM ${table} t`)
  }
  return performance.now() - started
}

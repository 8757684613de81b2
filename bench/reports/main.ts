import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { table } from '../../src/cli/table'
import { Database } from '../../src/platform/database'
import { startPostgres } from '../../src/platform/embedded/postgres'
import { migrate } from '../../src/platform/migrations/migrate'
import { killWithThisProcess } from '../../test/support/guardian'
import { WorkedExample } from '../../test/support/worked-example'
import { ASKED } from './asked'
import { multiply } from './fill'
import { measure } from './measure'
import type { Measured } from './measure'

const USAGE = `npm run bench:reports -- [loans]

Loads books of so many loans of both homes, 50000 unless given, reversals among them, and asks for each report:
how long it takes against a plain scan of the tables it must read, when its first byte comes and what it holds.`

const MOST_RATIO = 5
const MOST_FIRST_MS = 1_000
const MOST_HELD_MB = 200

const YEAR = { fromDate: '2025-01-01', toDate: '2025-12-31' }

/** Exits 1 where a target is missed. */
export async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(USAGE)
    return
  }
  const loans = Number(args[0] ?? 50_000)
  const folder = mkdtempSync(join(tmpdir(), 'loansaga-reports-'))
  const postgres = await startPostgres({
    ...{ dataDirectory: folder, database: 'reports' },
    settings: { shared_buffers: '512MB', max_wal_size: '4GB', synchronous_commit: 'off' },
    spawned: (pid) => killWithThisProcess(pid, folder),
  })
  const database = new Database({ connectionString: postgres.url(), statementTimeoutMs: 0 })
  try {
    await migrate(postgres.url())
    const example = await WorkedExample.on({ database })
    await example.reverse()
    await multiply(postgres.url(), Math.round(loans / 4))
    const [rows] = await database.query<Record<string, bigint>>(
      'bench_rows',
      `SELECT (SELECT count(*) FROM loan_stream) AS loans, (SELECT count(*) FROM journal_line) AS lines,
              (SELECT count(*) FROM installment_line) AS installments, (SELECT count(*) FROM allocation) AS allocations`,
    )
    console.log(rows)
    const measured: Measured[] = []
    for (const asked of ASKED)
      measured.push(await measure(database, example.businessId, asked, YEAR))
    print(measured)
    if (measured.some((one) => !isMet(one))) process.exitCode = 1
  } finally {
    await database.close()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function isMet({ name, first, whole, scan, heldMb }: Measured): boolean {
  const isLate = name.includes('format=csv') && first > MOST_FIRST_MS
  return whole / scan <= MOST_RATIO && !isLate && heldMb <= MOST_HELD_MB
}

function print(measured: readonly Measured[]): void {
  const rows = measured.map((one) => [
    one.name,
    ...[one.first, one.whole, one.scan].map((ms) => ms.toFixed(0)),
    (one.whole / one.scan).toFixed(1),
    one.heldMb.toFixed(0),
    (one.bytes / 1_000).toFixed(0),
    isMet(one) ? '' : 'missed',
  ])
  console.log(
    table(['REPORT', 'FIRST MS', 'ALL MS', 'SCAN MS', 'RATIO', 'MB HELD', 'KB', ''], rows),
  )
}

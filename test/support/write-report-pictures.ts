import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { accountNoOf } from '../../src/api/wire/account-no'
import { fixedClock } from '../../src/platform/clock'
import { Database } from '../../src/platform/database'
import { startPostgres } from '../../src/platform/embedded/postgres'
import { projectRoot } from '../../src/platform/project-root'
import { REPORTS } from '../../src/reports/catalogue'
import { openReport } from '../../src/reports/open-report'
import { statementFile } from '../../src/reports/statement-of-account'
import { pdfOf } from '../../src/reports/written/pdf'
import { findLendingRecord } from '../../src/views/lending/lending-record'
import { statementOfLoan } from '../../src/views/lending/statement'
import { readPdf } from './read-pdf'

const FOLDER = 'docs/lend/pictures'
const YEAR = { fromDate: '2025-01-01', toDate: '2025-12-31' }
const OWN: Readonly<Record<string, Record<string, string>>> = {
  'portfolio-summary': { frequency: 'monthly' },
  npl: { daysOverdue: '30' },
  ledger: { glAccountId: '1101' },
}
/** Of the demo: a receipt of another customer is booked here, and taken back. */
const STATED = 'LM-2025-0003'
const clock = fixedClock('2026-01-02T08:00:00Z')

/** `npm run pictures`: the first page of each report of the demo's year, and of a statement. */
export async function main(): Promise<void> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'loansaga-pictures-'))
  try {
    const demo = ['demo', '--exit', '--port', '0', '--data-dir', dataDirectory]
    execFileSync(join(projectRoot, 'loansaga'), demo, { stdio: ['ignore', 'ignore', 'inherit'] })
    const postgres = await startPostgres({ dataDirectory })
    const database = new Database({ connectionString: postgres.url() })
    try {
      await draw(database)
    } finally {
      await database.close()
      await postgres.stop()
    }
  } finally {
    rmSync(dataDirectory, { recursive: true, force: true })
  }
}

async function draw(database: Database): Promise<void> {
  mkdirSync(join(projectRoot, FOLDER), { recursive: true })
  const [business] = await database.query<{ id: string; currency: string }>(
    'pictured',
    `UPDATE business SET name = 'Mlima Microfinance' RETURNING id, currency`,
  )
  if (business === undefined) throw new Error('The demo has no business.')
  const parts = { database, clock, booksElsewhere: false }
  for (const report of REPORTS) {
    const query = report.query.parse({ ...YEAR, ...OWN[report.name] })
    const open = await openReport(parts, business.id, report, query)
    await picture(report.name, pdfOf(open))
    await open.close()
  }
  await picture('statement', await statement(database, business))
}

async function statement(
  database: Database,
  { id, currency }: { id: string; currency: string },
): Promise<AsyncIterable<string | Buffer>> {
  const [stream] = await database.query<{ no: string }>(
    'pictured_loan',
    'SELECT id::text AS no FROM loan_stream WHERE business_id = $1 AND external_id = $2',
    [id, STATED],
  )
  const record = await findLendingRecord(database, id, stream?.no ?? '')
  if (record === null) throw new Error(`The demo has no loan ${STATED}.`)
  const customerName = record.customer?.name ?? null
  const loan = { accountNo: accountNoOf(record.no), loanId: record.loanId, customerName, currency }
  const told = await statementOfLoan(database, id, record, YEAR)
  return statementFile(database, id, 'pdf', { statement: told, loan, at: clock.now() })
}

async function picture(name: string, printing: AsyncIterable<string | Buffer>): Promise<void> {
  const pieces: Buffer[] = []
  for await (const piece of printing) pieces.push(Buffer.from(piece))
  readPdf(Buffer.concat(pieces), join(projectRoot, FOLDER, `${name}.png`))
}

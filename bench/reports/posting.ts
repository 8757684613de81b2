import { createBusiness } from '../../src/business/create-business'
import type { Database } from '../../src/platform/database'
import { embeddedPass } from '../../src/steps/at-once'
import { StageQueue } from '../../src/stream/stage-queue'
import { LoanRequests } from '../../test/support/loan-requests'
import { cpuSeconds } from '../cpu'
import { cpuOf } from './measure'

/** What nothing but reports reads. */
const KEPT = [
  'journal_line_business_id_account_date_idx',
  'journal_line_business_id_role_date_idx',
  'installment_line_business_id_booked_on_idx',
]
const TURNS = 8
const LOANS = 150
const EVENTS_OF_LOAN = 3

/** Seconds of CPU per 1,000 events that are staged and posted: of PostgreSQL, and with this process. */
export interface PostingCost {
  postgres: number
  all: number
}

/**
 * What posting costs with all indexes, and without those of reports, by turns on the same books.
 * @param pid of PostgreSQL
 */
export async function postingCosts(
  database: Database,
  pid: number,
): Promise<{ before: PostingCost; after: PostingCost }> {
  const businessId = await createBusiness(database, { name: 'Posting' })
  const kept = await database.query<{ name: string; definition: string }>(
    'bench_kept',
    'SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE indexname = ANY($1)',
    [KEPT],
  )
  const before = { postgres: 0, all: 0 }
  const after = { postgres: 0, all: 0 }
  await post(database, businessId, 'warm')
  for (let turn = 0; turn < TURNS; turn++) {
    if (turn > 0)
      for (const { name, definition } of kept) await database.query(`make_${name}`, definition)
    await measured(pid, after, () => post(database, businessId, `${turn} with`))
    for (const { name } of kept) await database.query(`drop_${name}`, `DROP INDEX ${name}`)
    await measured(pid, before, () => post(database, businessId, `${turn} without`))
  }
  const events = (TURNS * LOANS * EVENTS_OF_LOAN) / 1_000
  const each = ({ postgres, all }: PostingCost) => ({
    postgres: postgres / events,
    all: all / events,
  })
  return { before: each(before), after: each(after) }
}

async function measured(pid: number, cost: PostingCost, run: () => Promise<void>): Promise<void> {
  const [postgres, all] = [cpuSeconds(pid), cpuOf(pid)]
  await run()
  cost.postgres += cpuSeconds(pid) - postgres
  cost.all += cpuOf(pid) - all
}

/** New loans, each paid out, charged and paid, event by event. */
async function post(database: Database, businessId: string, name: string): Promise<void> {
  const queue = new StageQueue(database)
  const pass = embeddedPass(database)
  for (let loan = 0; loan < LOANS; loan++) {
    const ref = { businessId, loanId: `${name} ${loan}` }
    const requests = new LoanRequests(ref)
    for (const request of [requests.disbursement(), requests.revenue(), requests.repayment({})]) {
      await queue.stage(request)
      await pass(ref)
    }
  }
}

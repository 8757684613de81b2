import { setTimeout as sleep } from 'node:timers/promises'

import { addMonths } from '../../src/domain/values/calendar'
import type { Bench } from '../bench'
import { OwnLender } from '../load/own-lender'
import type { Measurement } from '../measure'

const PORTFOLIO = 2_000
/** To make a loan that accrues: SUBMIT, APPROVE, DISBURSE. */
const COMMANDS = 3
const POLL_MS = 20
const PATIENCE_MS = 300_000
/** Past the hour over which loans are spread, and past the relay's grace. */
const INTO_THE_DAY_MS = 3 * 3_600_000

const portfolios = new WeakMap<Bench, { own: OwnLender; loans: number }>()

export const ownStarts: Measurement = {
  name: 'own starts',
  what: '2,000 loans that live here: submitted, approved and paid out',
  async run(bench) {
    const own = await OwnLender.found(bench)
    const begin = Date.now()
    const { length: loans } = await own.activeLoans(bench.loans(PORTFOLIO))
    const end = await own.lender.settled()
    portfolios.set(bench, { own, loans })
    return { events: loans * COMMANDS, seconds: (end - begin) / 1000 }
  },
}

/** Of the loans that `own starts` has made: the worker's clock is put to the first of next month, and its relay finds the loans due. */
export const monthEnd: Measurement = {
  name: 'month end',
  what: '2,000 loans that live here accrue, each woken by the relay',
  async run(bench) {
    if (!portfolios.has(bench)) await ownStarts.run(bench)
    const portfolio = portfolios.get(bench)
    if (portfolio === undefined) throw new Error('own starts has made no portfolio')
    portfolios.delete(bench)
    const { own, loans } = portfolio
    await putToSleepAllBut(bench, own.lender.businessId)
    const { worker } = bench.stack.parts
    if (worker === undefined) throw new Error('there is no worker')
    bench.workerClock.putAhead(worker.pid, firstOfNextMonth() + INTO_THE_DAY_MS - Date.now())
    const { begin, end } = await accrued(bench, own.lender.businessId, loans)
    bench.workerClock.putAhead(worker.pid, 0)
    own.close()
    return { events: loans, seconds: (end - begin) / 1000 }
  },
}

function firstOfNextMonth(): number {
  const month = new Date().toISOString().slice(0, 7)
  return Date.parse(`${addMonths(`${month}-01`, 1)}T00:00:00Z`)
}

/** Loans of other measurements are not looked at, whatever the clock says. */
async function putToSleepAllBut({ database }: Bench, businessId: string): Promise<void> {
  await database.query(
    'bench_sleep',
    `UPDATE loan_due SET wake_at = now() + interval '100 years' WHERE business_id <> $1`,
    [businessId],
  )
}

/** From when the first loan was found to be due to when the last accrual was posted, in milliseconds. */
async function accrued(
  { database }: Bench,
  businessId: string,
  loans: number,
): Promise<{ begin: number; end: number }> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const [row] = await database.query<{ posted: number; begin: Date; end: Date }>(
      'bench_accrued',
      `SELECT count(*) FILTER (WHERE status = 'POSTED')::int AS posted,
              min(received_at) AS begin, max(finished_at) AS end
       FROM loan_event WHERE business_id = $1 AND kind = 'ACCRUAL'`,
      [businessId],
    )
    if (row?.posted === loans) return { begin: row.begin.getTime(), end: row.end.getTime() }
    if (Date.now() > deadline) throw new Error(`${row?.posted} of ${loans} loans have accrued`)
    await sleep(POLL_MS)
  }
}

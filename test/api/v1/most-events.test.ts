import { fixedClock } from '../../../src/platform/clock'
import type { OverdueRule } from '../../../src/domain/events/lending/loan-terms'
import { eventually } from '../../support/eventually'
import { uniqueName } from '../../support/harness'
import { LoanStack } from '../../support/loan-stack'
import { OwnLoan, TWO_MONTHS } from '../../support/own-loan'
import { refused, said, startV1 } from './v1-under-test'
import type { V1UnderTest } from './v1-under-test'

const EVERY_DAY: OverdueRule = {
  ...{ graceDays: 0, rate: { amount: '100' }, every: { count: 1, unit: 'DAYS' } },
}

const TOO_MANY = refused(
  403,
  'permission_denied',
  'error.msg.loan.has.too.many.transactions',
  'The loan has 900 transactions, charges and accruals, the most that one takes: reverse one, or write off what is open.',
)

describe('A loan with as many events as one takes', () => {
  let stack: LoanStack
  let v1: V1UnderTest
  const clock = fixedClock('2026-01-10T09:00:00Z')
  beforeAll(async () => {
    stack = await LoanStack.start({ timers: 'off' }, { lms: { clock } })
    await stack.startWorker()
    v1 = await startV1({ on: stack, clock })
  })
  afterAll(async () => {
    await v1.close()
    await stack.close()
  })

  interface Filled {
    own: OwnLoan
    path: string
  }

  /** A loan that is disbursed, with so many live events: but for the first few, fees that are due in years. */
  async function loanOf(live: number, overdue: OverdueRule | null): Promise<Filled> {
    const ref = { businessId: v1.api.businessId, loanId: uniqueName('loan') }
    const own = new OwnLoan({ database: stack.database, clock }, ref)
    await own.open({
      overdue,
      terms: { ...TWO_MONTHS, interestRate: overdue === null ? '1' : '0' },
    })
    await own.do(own.addCharge({ dueOn: '2031-01-01', rate: { amount: '1' } }))
    const more = live - (await own.events()).length
    const [row] = await stack.database.query<{ id: string }>(
      'test_stream_id',
      'SELECT id::text FROM loan_stream WHERE external_id = $1',
      [ref.loanId],
    )
    const id = row?.id ?? ''
    await stack.asOwner(`
      INSERT INTO loan_event (stream_id, business_id, seq, kind, payload, fingerprint, effective_date, sent_by, status,
                              details, finished_at, batch_seq)
        SELECT stream_id, business_id, seq + n, kind, payload, fingerprint || n, effective_date, sent_by, status,
               details, finished_at, seq + n
        FROM loan_event, generate_series(1, ${more}) n WHERE stream_id = ${id} AND kind = 'ADD_CHARGE';
      UPDATE loan_stream SET last_seq = last_seq + ${more} WHERE id = ${id};
      UPDATE loan SET seq = seq + ${more} WHERE stream_id = ${id};
      UPDATE ledger_loan SET seq = seq + ${more} WHERE stream_id = ${id};`)
    return { own, path: `/v1/loans/${id}` }
  }

  async function count(own: OwnLoan, outcome: string): Promise<number> {
    return (await own.outcomes()).filter((one) => one === outcome).length
  }

  /** Wakes the loan on a day, as the relay does, and waits until the clock's work is done. */
  async function wakeOn(day: string, own: OwnLoan, outcome: string, expected: number) {
    clock.set(`${day}T09:00:00Z`)
    await stack.teller.due(own.ref)
    await eventually(`${expected} ${outcome} by ${day}`, async () =>
      (await count(own, outcome)) === expected ? true : undefined,
    )
  }

  // A token does not last for weeks.
  const token = () => v1.tokenOf(v1.api.businessId)
  const post = async (path: string, body: object) => v1.post(path, body, await token())
  const noticeOf = async (path: string) => (await v1.api.get(path, await token())).body.notice
  const repay = (path: string, transactionAmount: number) => {
    const transactionDate = clock.now().toISOString().slice(0, 10)
    return post(`${path}/repayments`, { transactionAmount, transactionDate })
  }

  it('is fined for nothing more from 800 on, and still paid', async () => {
    const { own, path } = await loanOf(798, EVERY_DAY)
    await wakeOn('2026-02-15', own, 'PENALTY POSTED', 2)
    await wakeOn('2026-02-20', own, 'PENALTY POSTED', 2)
    const due = await stack.database.query(
      'test_due',
      'SELECT next_on FROM loan_due d JOIN loan_stream s ON s.id = d.stream_id WHERE s.external_id = $1',
      [own.ref.loanId],
    )
    expect(due).toEqual([{ next_on: '2031-01-01' }])
    expect(await noticeOf(path)).toBe(
      'Overdue penalties have stopped: the loan has 800 transactions, charges and accruals, and from 800 on none is made.',
    )
    expect((await repay(path, 100)).status).toBe(200)
  })

  it('takes no command from 900 on but what leaves fewer or ends it, and still accrues', async () => {
    clock.set('2026-03-10T09:00:00Z')
    const { own, path } = await loanOf(899, null)
    const paid = await repay(path, 100)
    expect(paid.status).toBe(200)
    expect(said(await repay(path, 100))).toEqual(TOO_MANY)
    expect(await noticeOf(path)).toBe(
      'The loan has 900 transactions, charges and accruals: it takes no more.',
    )
    const undone = await post(`${path}/repayments/${paid.body.id}/reverse`, {})
    expect(undone.status).toBe(200)
    expect((await repay(path, 200)).status).toBe(200)
    await wakeOn('2026-04-01', own, 'ACCRUAL POSTED', 1)
    expect((await repay(path, 100)).status).toBe(403)
    const writtenOff = await post(`${path}/write-off`, { transactionDate: '2026-04-01' })
    expect(writtenOff.body.status).toBe('Closed (written off)')
  })
})

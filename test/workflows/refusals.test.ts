import type { AcceptanceRule } from '../../src/accounting/post-batch'
import { expectBooksEqualLms } from '../support/books-check'
import { LoanStack } from '../support/loan-stack'
import { patience } from '../support/patience'
import { recordHistory } from '../support/record-history'
import type { TestLoan } from '../support/test-loan'

const PERIOD_CLOSED = { code: 'PERIOD_CLOSED', message: 'The period is closed.' }

function refusing(seq: number): AcceptanceRule {
  return (event) => (event.seq === seq ? PERIOD_CLOSED : null)
}

/** The seqs of the loan's transitions in order of their recording; an undo is negative. */
async function transitions(stack: LoanStack, loan: TestLoan): Promise<number[]> {
  const rows = await stack.database.query<{ seq: number }>(
    'test_transitions',
    `SELECT CASE WHEN undoes IS NULL THEN t.seq ELSE -t.seq END AS seq FROM loan_transaction t
     JOIN loan_stream s ON s.id = t.stream_id WHERE s.external_id = $1 ORDER BY no`,
    [loan.ref.loanId],
  )
  return rows.map(({ seq }) => seq)
}

describe('A batch of which one event is refused', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
  })
  afterEach(() => stack.stopWorkers())
  afterAll(() => stack.close())

  it('goes on behind an event that the LMS refuses', async () => {
    const loan = stack.loan()
    await loan.stage(
      loan.disbursement(),
      loan.revenue({ amount: '5000' }),
      loan.repayment({ interest: '5000', date: '2025-01-01' }),
      loan.repayment({ interest: '5000' }),
      loan.revenue({ month: '2025-02', amount: '7000' }),
    )
    await loan.signal(1, 'DISBURSEMENT')
    await stack.startWorker()
    await loan.settled()

    const posted = 'POSTED'
    const refused = 'FAILED DATE_BEFORE_DISBURSEMENT'
    expect(await loan.outcomes()).toEqual([posted, posted, refused, posted, posted])
    expect(await transitions(stack, loan)).toEqual([1, 2, 3, 4, 5])
    expect(await expectBooksEqualLms(stack.database, loan.ref)).toMatchObject({
      principal: 2500000,
      interest: 7000,
      credit: 0,
    })
    await loan.idleHistory()
    expect((await loan.seen()).details).toContain(
      '- no. 3 · REPAYMENT · 2025-01-01 · 50.00 · FAILED DATE_',
    )
    await recordHistory('one-pass-refused-by-lms', loan)
  })

  it('is undone from an event that Accounting refuses, last first, and taken again behind it', async () => {
    const loan = stack.loan()
    await loan.stage(
      loan.disbursement(),
      loan.revenue({ amount: '5000' }),
      loan.revenue({ month: '2025-02', amount: '7000' }),
      loan.repayment({ interest: '12000' }),
      loan.repayment({ principal: '100' }),
    )
    await loan.signal(1, 'DISBURSEMENT')
    await stack.startWorker({ rule: refusing(3) })
    await loan.settled()

    const rows = await loan.events()
    expect(rows.map(({ status, code, generation }) => [status, code, generation])).toEqual([
      ['POSTED', null, 1],
      ['POSTED', null, 1],
      ['FAILED', 'PERIOD_CLOSED', 1],
      ['POSTED', null, 2],
      ['POSTED', null, 2],
    ])
    expect(await transitions(stack, loan)).toEqual([1, 2, 3, 4, 5, -5, -4, -3, 4, 5])
    expect(await expectBooksEqualLms(stack.database, loan.ref)).toMatchObject({
      principal: 2499900,
      interest: 0,
      credit: 7000,
    })
    const timeline = await loan.timeline()
    expect(timeline.map(({ seq, status }) => [seq, status])).toEqual([
      [1, 'POSTED'],
      [2, 'POSTED'],
      [3, 'FAILED'],
      [4, 'POSTED'],
      [5, 'POSTED'],
    ])
    await loan.idleHistory()
    expect((await loan.seen()).details).toContain('Waits for the next event.')
    await recordHistory('one-pass-refused-by-accounting-status-held', loan)
  })

  it('fails altogether when Accounting refuses the disbursement', async () => {
    const loan = stack.loan()
    await loan.stage(loan.disbursement(), loan.revenue(), loan.repayment({ principal: '100' }))
    await loan.signal(1, 'DISBURSEMENT')
    await stack.startWorker({ rule: refusing(1) })
    await loan.settled()

    expect(await loan.outcomes()).toEqual([
      'FAILED PERIOD_CLOSED',
      'FAILED ORDER_VIOLATION',
      'FAILED ORDER_VIOLATION',
    ])
    await loan.idleHistory()
    expect((await loan.seen()).status).toBe('Approved')
    expect(await expectBooksEqualLms(stack.database, loan.ref)).toMatchObject({ principal: 0 })
    const again = await loan.submit(loan.disbursement(), 10_000)
    expect(again).toMatchObject({ status: 'STAGED', sequence: 4 })
    expect((await loan.outcomes()).at(-1)).toBe('POSTED')
  })

  it('tells one who waits for the refused event so', async () => {
    const loan = stack.loan()
    await stack.startWorker({ rule: refusing(2) })
    await loan.submit(loan.disbursement(), 10_000)
    const started = Date.now()
    await loan.submit(loan.revenue(), 60_000)
    expect(await loan.outcomes()).toEqual(['POSTED', 'FAILED PERIOD_CLOSED'])
    // Not because the time was up.
    expect(Date.now() - started).toBeLessThan(patience(60_000))
  })
})

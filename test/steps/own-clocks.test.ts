import { createBusiness } from '../../src/business/create-business'
import { fixedClock } from '../../src/platform/clock'
import { verifyBooks } from '../../src/verify/verify-books'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { OwnLoan } from '../support/own-loan'

/** The API says what today is to a command, the worker what has fallen due: each by its own clock. */
describe('Where the clocks of an API and a worker stand on two sides of midnight', () => {
  let test: TestDatabase
  let businessId: string

  beforeAll(async () => {
    test = await createTestDatabase()
    businessId = await createBusiness(test.database, { name: 'Lender' })
  })
  afterAll(() => test.close())

  /** What comes of a repayment on the first of February that a worker takes at some time. */
  async function taken(loanId: string, atWorker: string): Promise<OwnLoan> {
    const { database } = test
    const [api, worker] = [fixedClock('2025-01-10T12:00:00Z'), fixedClock('2025-01-10T12:00:00Z')]
    const loan = new OwnLoan({ database, clock: worker }, { businessId, loanId })
    await loan.open()
    const sender = new OwnLoan({ database, clock: api }, loan.ref)
    api.set('2025-02-01T00:00:01Z')
    worker.set(atWorker)
    await loan.do(sender.repay('612000'))
    worker.set('2025-02-01T00:00:01Z')
    await loan.settle()
    return loan
  }

  /** Sums by account and day of what the loan's entries came to. */
  const sums = (loan: OwnLoan) =>
    test.database.query(
      'sums',
      `SELECT l.role, sum(l.amount)::text FROM journal_line l JOIN loan_stream s ON s.id = l.stream_id
       WHERE s.external_id = $1 GROUP BY l.role HAVING sum(l.amount) <> 0 ORDER BY 1`,
      [loan.ref.loanId],
    )
  const wake = (loan: OwnLoan) =>
    test.database.query(
      'wake',
      `SELECT d.next_on::text, d.wake_at FROM loan_due d JOIN loan_stream s ON s.id = d.stream_id
       WHERE s.external_id = $1`,
      [loan.ref.loanId],
    )

  it('the loan, its books and its next wake-up come out the same', async () => {
    const [behind, together] = [
      await taken('L-behind', '2025-01-31T23:59:59Z'),
      await taken('L-together', '2025-02-01T00:00:01Z'),
    ]
    expect(await together.outcomes()).toContain('ACCRUAL POSTED')
    expect(await behind.row()).toEqual({
      ...(await together.row()),
      stream_id: expect.anything() as unknown,
    })
    expect(await sums(behind)).toEqual(await sums(together))
    expect(await wake(behind)).toEqual(await wake(together))
    expect((await verifyBooks(test.database)).differences.items).toEqual([])
  })
})

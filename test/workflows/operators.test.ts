import { expectBooksEqualLms } from '../support/books-check'
import { LoanStack } from '../support/loan-stack'
import { recordHistory } from '../support/record-history'
import type { TestLoan } from '../support/test-loan'

const ACTOR = { actor: 'joyce', reason: 'seen with the lender' }

describe('An operator', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
    await stack.startWorker()
  })
  afterAll(() => stack.close())

  /** A loan whose second event is parked, with one that waits behind it. */
  async function parkedLoan(second: 'cannot be read' | 'parked by older code'): Promise<TestLoan> {
    const loan = stack.loan()
    const unreadable = second === 'cannot be read'
    await loan.stage(
      loan.disbursement(),
      loan.repayment({ principal: unreadable ? 'ten' : '1000' }),
      loan.repayment({ principal: '200' }),
    )
    if (!unreadable) {
      await stack.database.query(
        'test_park',
        `WITH s AS (UPDATE loan_stream SET parked = true WHERE external_id = $1 RETURNING id)
         UPDATE loan_event SET status = 'PARKED', failure_code = 'UNHANDLED', failure_message = 'a bug'
         FROM s WHERE stream_id = s.id AND seq = 2`,
        [loan.ref.loanId],
      )
    }
    await loan.process(1, 'DISBURSEMENT')
    await loan.process(2)
    expect((await loan.seen()).health).toBe('PARKED')
    return loan
  }

  async function idOf(loan: TestLoan, seq: number): Promise<string> {
    return (await loan.events())[seq - 1]?.eventId ?? ''
  }

  it('retries a parked event, and what waited behind it goes on', async () => {
    const loan = await parkedLoan('parked by older code')
    const eventId = await idOf(loan, 2)
    const answer = await loan.handle.executeUpdate('retryEvent', { args: [{ eventId, ...ACTOR }] })
    expect(answer).toEqual({ seq: 2 })
    await loan.settled()
    await loan.idleHistory()

    expect(await loan.outcomes()).toEqual(['POSTED', 'POSTED', 'POSTED'])
    expect(await loan.seen()).toMatchObject({ health: 'OK' })
    expect(await loan.stream()).toMatchObject({ busy: false, parked: false })
    await expectBooksEqualLms(stack.database, loan.ref)
    await recordHistory('one-pass-retried-by-operator', loan)
  })

  it('who retries what still cannot be done finds it parked again', async () => {
    const loan = await parkedLoan('cannot be read')
    const eventId = await idOf(loan, 2)
    await loan.handle.executeUpdate('retryEvent', { args: [{ eventId, ...ACTOR }] })
    await loan.settled(2)
    await loan.idleHistory()
    expect(await loan.outcomes()).toEqual(['POSTED', 'PARKED UNHANDLED', 'STAGED'])
    expect(await loan.seen()).toMatchObject({ health: 'PARKED' })
  })

  it('skips a parked event, by a signal too', async () => {
    const loan = await parkedLoan('cannot be read')
    await loan.handle.signal('skipEvent', { eventId: await idOf(loan, 2), ...ACTOR })
    await loan.settled()
    await loan.idleHistory()

    expect(await loan.outcomes()).toEqual(['POSTED', 'FAILED SKIPPED', 'POSTED'])
    expect(await loan.seen()).toMatchObject({ health: 'OK' })
    await expectBooksEqualLms(stack.database, loan.ref)
    await recordHistory('one-pass-skipped-by-operator-status-held', loan)
  })

  it('is an id: who signs by a name is not heard', async () => {
    const loan = await parkedLoan('cannot be read')
    const eventId = await idOf(loan, 2)
    await loan.handle.signal('skipEvent', { eventId, actor: 'Joyce M.', reason: 'seen' })
    await loan.idleHistory()
    expect(await loan.outcomes()).toEqual(['POSTED', 'PARKED UNHANDLED', 'STAGED'])
    await recordHistory('operators-are-ids', loan)
  })

  it('is refused at once, and leaves no trace, where the event is another one', async () => {
    const loan = await parkedLoan('cannot be read')
    const before = await loan.idleHistory()
    const eventId = await idOf(loan, 3)
    for (const name of ['retryEvent', 'skipEvent']) {
      await expect(
        loan.handle.executeUpdate(name, { args: [{ eventId, ...ACTOR }] }),
      ).rejects.toMatchObject({ cause: { type: 'REFUSED' } })
      await expect(
        loan.handle.executeUpdate(name, { args: [{ eventId: await idOf(loan, 2) }] }),
      ).rejects.toMatchObject({ cause: { type: 'REFUSED' } })
    }
    const accepted = (await loan.history()).filter(
      (event) => event.workflowExecutionUpdateAcceptedEventAttributes,
    )
    const acceptedBefore = before.filter(
      (event) => event.workflowExecutionUpdateAcceptedEventAttributes,
    )
    expect(accepted).toHaveLength(acceptedBefore.length)
    await loan.handle.signal('skipEvent', { eventId: 'nothing of the kind' })
    await loan.idleHistory()
    expect((await loan.handle.describe()).status.name).toBe('RUNNING')
    expect(await loan.outcomes()).toEqual(['POSTED', 'PARKED UNHANDLED', 'STAGED'])
  })
})

import { takeDue } from '../../src/stream/relay-schedule'
import { LoanStack } from '../support/loan-stack'
import { patience } from '../support/patience'
import { recordHistory } from '../support/record-history'

describe('An event that nobody knows how to handle', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start({ continueAsNewEvents: 40 })
    await stack.startWorker()
  })
  afterAll(() => stack.close())

  it('is parked where an LMS rule throws; the ones behind it wait for an operator', async () => {
    const loan = stack.loan()
    await loan.submit(loan.disbursement(), 10_000)
    const started = Date.now()
    await loan.submit(loan.repayment({ principal: 'ten' }), 60_000)
    // Not because the time was up.
    expect(Date.now() - started).toBeLessThan(patience(60_000))
    await loan.submit(loan.repayment({ principal: '100' }))
    await loan.signal(3)
    await loan.idleHistory()

    expect(await loan.outcomes()).toEqual(['POSTED', 'PARKED UNHANDLED', 'STAGED'])
    expect(await loan.stream()).toMatchObject({ busy: true, parked: true })
    const { health, details } = await loan.seen()
    expect(health).toBe('PARKED')
    expect(details).toContain(
      'Waits for an operator: no. 2 is parked (UNHANDLED). Why is told by /ops/parked',
    )
    await recordHistory('one-pass-parked-by-lms', loan)
  })

  it('is parked where a posting throws', async () => {
    const loan = stack.loan()
    await loan.stage(
      loan.disbursement(),
      loan.repayment({ principal: '100', closedThrough: 'never' }),
      loan.repayment({ principal: '200' }),
    )
    await loan.process(1, 'DISBURSEMENT')
    await loan.settled(2)
    await loan.idleHistory()

    expect(await loan.outcomes()).toEqual(['POSTED', 'PARKED UNHANDLED', 'STAGED'])
    const { health, details } = await loan.seen()
    expect(health).toBe('PARKED')
    expect(details).toContain('no. 2 is parked (UNHANDLED).')
    expect(await loan.process(3)).toEqual({ seq: 3, status: 'SEE_ROW' })
    await recordHistory('one-pass-parked-by-accounting', loan)
  })

  it('is left alone by the relay', async () => {
    const loan = stack.loan()
    await loan.stage(loan.disbursement({ amount: 'much' }))
    await loan.process(1, 'DISBURSEMENT')
    expect(await loan.outcomes()).toEqual(['PARKED UNHANDLED'])
    await stack.database.query(
      'test_due',
      `UPDATE loan_stream SET retell_at = now() - interval '1 day'`,
    )

    const told = (await takeDue(stack.database)).map((event) => event.loan.loanId)
    expect(told).not.toContain(loan.ref.loanId)
  })

  it('goes over to a new run with its loan, which says again what it waits for', async () => {
    const loan = stack.loan()
    await loan.stage(loan.disbursement(), loan.repayment({ principal: 'ten' }))
    await loan.process(1, 'DISBURSEMENT')
    const { runId } = await loan.handle.describe()
    for (let sent = 0; (await loan.handle.describe()).runId === runId; sent += 1) {
      if (sent > 40) throw new Error('it did not continue as new')
      await loan.signal(2)
      await loan.idleHistory()
    }
    await loan.idleHistory()
    expect(await loan.seen()).toMatchObject({ health: 'PARKED', status: 'Active' })
    await loan.process(2)
    expect((await loan.seen()).details).toContain('no. 2 is parked')
    await recordHistory('one-pass-parked-until-continue-as-new', loan, runId)
  })
})

import { StageQueue } from '../../src/stream/stage-queue'
import { LoanStack } from '../support/loan-stack'

describe('A reversal that waits, with `cascade`', () => {
  let stack: LoanStack
  let queue: StageQueue
  beforeAll(async () => {
    stack = await LoanStack.start()
    queue = new StageQueue(stack.database)
  })
  afterAll(() => stack.close())

  const stageLoan = async () => {
    const loan = stack.loan()
    const payment = loan.repayment({ principal: '700' })
    const disbursed = await queue.stage(loan.disbursement())
    const reported = await queue.stage(loan.revenue())
    const paid = await queue.stage(payment)
    const ids = [disbursed, reported, paid].map((one) => ('eventId' in one ? one.eventId : ''))
    return { loan, payment, ids }
  }

  it('withdraws everything when it reverses the disbursement', async () => {
    const { loan, payment, ids } = await stageLoan()
    await queue.stage(loan.reversal(ids[0]!, { cascade: true }))
    expect(await queue.stage(payment)).toMatchObject({ status: 'STAGED' })
    expect(await queue.stage(loan.disbursement({ customerId: 'C-2' }))).toMatchObject({
      status: 'STAGED',
    })
  })

  it('withdraws nothing but its event when it reverses any other', async () => {
    const { loan, payment, ids } = await stageLoan()
    await queue.stage(loan.reversal(ids[1]!, { cascade: true }))
    expect(await queue.stage(payment)).toMatchObject({ status: 'DUPLICATE', eventId: ids[2] })
    expect(await queue.stage(loan.disbursement({ customerId: 'C-2' }))).toMatchObject({
      status: 'REFUSED',
      code: 'ALREADY_DISBURSED',
    })
    expect(await queue.stage(loan.revenue({ amount: '5' }))).toMatchObject({ status: 'STAGED' })
  })
})

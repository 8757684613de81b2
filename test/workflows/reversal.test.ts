import { LoanStack } from '../support/loan-stack'
import { expectBooksEqualLms } from '../support/books-check'
import { recordHistory } from '../support/record-history'

let stack: LoanStack
beforeAll(async () => {
  stack = await LoanStack.start()
  await stack.startWorker()
})
afterAll(() => stack.close())

describe('a reversal that came through the workflow', () => {
  it('is taken by itself, between the events before and behind it', async () => {
    const loan = stack.loan()
    const staged = await loan.stage(
      loan.disbursement(),
      loan.revenue(),
      loan.repayment({ interest: '100000' }),
    )
    const revenue = staged.flatMap((one) => ('eventId' in one ? one.eventId : []))[1] ?? ''
    await loan.stage(
      loan.reversal(revenue),
      loan.revenue({ amount: '90000' }),
      loan.repayment({ principal: '7' }),
    )
    await loan.signal(1, 'DISBURSEMENT')
    await loan.settled()
    expect(await loan.outcomes()).toEqual([
      'POSTED',
      'REVERSED',
      'POSTED',
      'POSTED',
      'POSTED',
      'POSTED',
    ])
    expect(await expectBooksEqualLms(stack.database, loan.ref)).toMatchObject({
      interest: 0,
      credit: 10000,
    })
    await recordHistory('one-pass-reversed-in-the-middle', loan)
  })
})

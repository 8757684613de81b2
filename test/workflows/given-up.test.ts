import { expectBooksEqualLms } from '../support/books-check'
import { LoanStack } from '../support/loan-stack'
import { recordHistory } from '../support/record-history'

let stack: LoanStack
beforeAll(async () => {
  stack = await LoanStack.start()
  await stack.startWorker()
})
afterAll(() => stack.close())

describe('what ends a loan otherwise than by paying it, through the workflow', () => {
  it('is a refund of its credit, which a signal tells of', async () => {
    const loan = stack.loan()
    await loan.stage(
      loan.disbursement({ amount: '10000' }),
      loan.repayment({ principal: '10000', interest: '300', date: '2025-02-10' }),
    )
    await loan.signal(1, 'DISBURSEMENT')
    await loan.settled()
    await loan.stage(loan.creditRefund({ amount: '300' }))
    await loan.signal(3, 'CREDIT_REFUND')
    await loan.settled()
    expect(await loan.outcomes()).toEqual(['POSTED', 'POSTED', 'POSTED'])
    expect(await expectBooksEqualLms(stack.database, loan.ref)).toMatchObject({ credit: 0 })
    await recordHistory('one-pass-credit-refunded', loan)
  })

  it('is its write-off, and it goes on where that is reversed', async () => {
    const loan = stack.loan()
    await loan.stage(loan.disbursement({ amount: '10000' }), loan.revenue({ amount: '300' }))
    await loan.signal(1, 'DISBURSEMENT')
    await loan.settled()
    const [given] = await loan.stage(loan.writeOff())
    await loan.signal(3, 'WRITE_OFF')
    await loan.settled()
    expect(await loan.outcomes()).toEqual(['POSTED', 'POSTED', 'POSTED'])
    const eventId = given !== undefined && 'eventId' in given ? given.eventId : ''
    await loan.stage(loan.reversal(eventId), loan.repayment({ principal: '7' }))
    await loan.signal(4, 'REVERSAL')
    await loan.settled()
    expect(await loan.outcomes()).toEqual(['POSTED', 'POSTED', 'REVERSED', 'POSTED', 'POSTED'])
    expect(await expectBooksEqualLms(stack.database, loan.ref)).toMatchObject({
      ...{ principal: 9993, interest: 300 },
    })
    await recordHistory('one-pass-written-off-and-reversed', loan)
  })
})

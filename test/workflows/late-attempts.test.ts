import type { AcceptanceRule } from '../../src/accounting/post-batch'
import { settleLoan } from '../../src/steps/settle'
import { expectBooksEqualLms } from '../support/books-check'
import { LoanStack } from '../support/loan-stack'
import { refusesThird, stagedLoan } from '../support/staged-loan'
import type { TestLoan } from '../support/test-loan'

describe('An attempt of a step that was given up and runs on', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
  })
  afterAll(() => stack.close())

  function finish(loan: TestLoan, rule?: AcceptanceRule): Promise<void> {
    return settleLoan(stack.lms(), stack.accounting(rule), loan.ref)
  }

  it('gets the answer of the one that was faster', async () => {
    const loan = await stagedLoan(stack, 4)
    const first = await stack.lms().take(loan.ref)
    expect(await stack.lms().take(loan.ref)).toEqual(first)
    const posted = await stack.accounting().post(first)
    expect(await stack.accounting().post(first)).toEqual(posted)
    expect(await loan.outcomes()).toEqual(Array(5).fill('POSTED'))
    await expectBooksEqualLms(stack.database, loan.ref)
  })

  it('is harmless beside others that run at the same time', async () => {
    const loan = await stagedLoan(stack, 9)
    const answers = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const taken = await stack.lms().take(loan.ref)
        return stack.accounting().post(taken)
      }),
    )
    expect(new Set(answers.map((answer) => answer.outcomes.length)).has(10)).toBe(true)
    expect(await loan.outcomes()).toEqual(Array(10).fill('POSTED'))
    await expectBooksEqualLms(stack.database, loan.ref)
  })

  it('finds a refusal of Accounting that is owed already, and says so again', async () => {
    const loan = await stagedLoan(stack, 4)
    const taken = await stack.lms().take(loan.ref)
    const refused = await stack.accounting(refusesThird).post(taken)
    expect(refused.compensationOwed).toBe(true)
    expect(await stack.accounting(refusesThird).post(taken)).toEqual(refused)
    expect(await stack.accounting().post(taken)).toEqual(refused)

    expect(await stack.lms().compensate(taken.streamId)).toMatchObject({
      outcomes: [{ seq: 3, status: 'FAILED', code: 'PERIOD_CLOSED' }],
    })
    expect(await stack.lms().compensate(taken.streamId)).toMatchObject({ outcomes: [] })
    await finish(loan)
    expect((await loan.events()).map(({ generation }) => generation)).toEqual([1, 1, 1, 2, 2])
    await expectBooksEqualLms(stack.database, loan.ref)
  })

  it('posts nothing that was undone meanwhile', async () => {
    const loan = await stagedLoan(stack, 4)
    const taken = await stack.lms().take(loan.ref)
    await stack.accounting(refusesThird).post(taken)
    await stack.lms().compensate(taken.streamId)

    await stack.accounting().post(taken)
    expect((await loan.outcomes()).slice(3)).toEqual(['STAGED', 'STAGED'])
    await finish(loan)
    expect(await loan.outcomes()).toEqual([
      'POSTED',
      'POSTED',
      'FAILED PERIOD_CLOSED',
      'POSTED',
      'POSTED',
    ])
    await expectBooksEqualLms(stack.database, loan.ref)
  })

  it('of the LMS may have recorded more than the batch: all of it is undone and taken again', async () => {
    const loan = await stagedLoan(stack, 4)
    const taken = await stack.lms().take(loan.ref)
    await loan.stage(...loan.repayments(6).slice(4))
    await stack.lms().take(loan.ref)
    await stack.accounting(refusesThird).post(taken)

    await finish(loan, refusesThird)
    expect((await loan.events()).map(({ status, generation }) => [status, generation])).toEqual([
      ['POSTED', 1],
      ['POSTED', 1],
      ['FAILED', 1],
      ['POSTED', 2],
      ['POSTED', 2],
      ['POSTED', 2],
      ['POSTED', 2],
    ])
    await expectBooksEqualLms(stack.database, loan.ref)
  })

  it('does not go past an event that Accounting parked', async () => {
    const loan = stack.loan()
    await loan.stage(
      loan.disbursement(),
      loan.repayment({ principal: '100', closedThrough: 'never' }),
      loan.repayment({ principal: '200' }),
    )
    const taken = await stack.lms().take(loan.ref)
    const parked = await stack.accounting().post(taken)
    expect(await stack.accounting().post(taken)).toEqual(parked)
    expect(await loan.outcomes()).toEqual(['POSTED', 'PARKED UNHANDLED', 'STAGED'])
  })
})

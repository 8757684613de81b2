import { envelopeOf } from '../../src/contract/event-envelope'
import { LOAN_PRODUCT, LOAN_STATUS } from '../../src/contract/search-attributes'
import type { EventOf } from '../../src/domain/events/stream-event'
import { LendingRequests } from '../support/lending-requests'
import { LoanStack } from '../support/loan-stack'
import type { TestLoan } from '../support/test-loan'

describe('A loan whose workflow is started', () => {
  let stack: LoanStack
  beforeAll(async () => {
    stack = await LoanStack.start()
  })
  afterAll(() => stack.close())

  async function seenOf(loan: TestLoan) {
    const { typedSearchAttributes: attributes } = await loan.handle.describe()
    return [attributes.get(LOAN_PRODUCT), attributes.get(LOAN_STATUS)]
  }

  async function signals(loan: TestLoan) {
    return (await loan.history()).flatMap(
      (event) => event.workflowExecutionSignaledEventAttributes?.signalName ?? [],
    )
  }

  it('by an application is submitted, and of the product that it names', async () => {
    const loan = stack.loan()
    const product = { no: 2, code: 'BODA-12', version: 1 }
    const { payload, effectiveDate } = new LendingRequests(loan.ref).submit({ product })
    const event = {
      eventId: 'E',
      seq: 1,
      kind: 'SUBMIT',
      effectiveDate,
      payload,
    } as EventOf<'SUBMIT'>
    await stack.teller.signal({ loan: loan.ref, envelope: envelopeOf(event) })
    expect(await seenOf(loan)).toEqual(['BODA-12', 'Submitted'])
    expect(await signals(loan)).toEqual(['command'])
  })

  it('by a pushed event is approved, and of no product', async () => {
    const loan = stack.loan()
    await loan.signal(1, 'DISBURSEMENT')
    expect(await seenOf(loan)).toEqual(['(pushed)', 'Approved'])
    expect(await signals(loan)).toEqual(['disbursement'])
  })

  it('is told what falls due, whether it runs or not', async () => {
    const loan = stack.loan()
    await stack.teller.due(loan.ref)
    await stack.teller.due(loan.ref)
    expect(await signals(loan)).toEqual(['due', 'due'])
  })
})

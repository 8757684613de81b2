import type { StageOutcome } from '../../src/stream/stage-request'
import { findEvent } from '../../src/views/event-view'
import type { EventView } from '../../src/views/event-view'
import { findLoan } from '../../src/views/loan-view'
import { LoanStack } from '../support/loan-stack'
import type { TestLoan } from '../support/test-loan'

let stack: LoanStack
let loan: TestLoan
let disbursed: string
let repaid: string
let reversed: string

beforeAll(async () => {
  stack = await LoanStack.start()
  await stack.startWorker()
  loan = stack.loan()
  disbursed = await posted(loan.submit(loan.disbursement(), 30_000))
  repaid = await posted(loan.submit(loan.repayment({ principal: '4000' }), 30_000))
  reversed = await posted(loan.submit(loan.reversal(repaid), 30_000))
})
afterAll(() => stack.close())

async function posted(outcome: Promise<StageOutcome>): Promise<string> {
  const staged = await outcome
  if (staged.status !== 'STAGED') throw new Error(JSON.stringify(staged))
  expect((await view(staged.eventId)).event.status).toBe('POSTED')
  return staged.eventId
}

async function view(eventId: string): Promise<EventView> {
  const found = await findEvent(stack.database, stack.businessId, eventId)
  if (found === null) throw new Error(`no event ${eventId}`)
  return found
}

it('a reversed event shows who reversed it, when it was posted, and its entry with the mirror', async () => {
  const { event, journalEntries } = await view(repaid)
  expect(event).toMatchObject({
    status: 'REVERSED',
    postedAt: expect.stringMatching(/Z$/) as unknown,
    reversedBy: reversed,
    failure: null,
  })
  expect(journalEntries).toMatchObject([
    { eventId: repaid, causedBy: repaid, reverses: null },
    { eventId: repaid, causedBy: reversed, reverses: journalEntries[0]?.id },
  ])
})

it('a reversal shows all that it caused, and the invoices of what it undid', async () => {
  const { event, journalEntries, invoices } = await view(reversed)
  expect(event.content).toMatchObject({ kind: 'REVERSAL', payload: { eventId: repaid } })
  expect(journalEntries).toMatchObject([
    {
      eventId: repaid,
      causedBy: reversed,
      lines: expect.arrayContaining([
        { account: '1001', debit: 0n, credit: 4000n },
        { account: '1101', debit: 4000n, credit: 0n },
      ]) as unknown,
    },
  ])
  expect(invoices).toMatchObject([{ number: `${loan.ref.loanId}-1` }])
})

it('an allocation that was undone does not stand, nor does its undoing', async () => {
  const found = await findLoan(stack.database, stack.businessId, loan.ref.loanId)
  expect(found).toMatchObject({ status: 'Active', principalOutstanding: 2500000n })
  expect(found?.invoices).toMatchObject([{ open: 2500000n, allocations: [] }])
  expect(found?.events.map(({ eventId }) => eventId)).toEqual([reversed, repaid, disbursed])
})

it('a loan that the LMS has not taken yet belongs to whom it is to be disbursed to', async () => {
  const waiting = stack.loan()
  await waiting.stage(waiting.disbursement())
  const found = await findLoan(stack.database, stack.businessId, waiting.ref.loanId)
  expect(found).toMatchObject({
    customerId: 'C-1',
    customerName: 'Amani',
    status: 'Approved',
    principalOutstanding: 0n,
    invoices: [],
    events: [{ status: 'STAGED', postedAt: null }],
  })
})

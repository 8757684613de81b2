import { EmbeddedAccounting } from '../../src/accounting/embedded-accounting'
import type { LoanEvent } from '../../src/domain/events/stream-event'
import type { LoanRef } from '../../src/contract/loan-ref'
import { embeddedLms } from '../../src/lms/lms-gateway'
import { operate } from '../../src/operations/operate'
import { settleLoan } from '../../src/steps/settle'
import type { Database } from '../../src/platform/database'
import {
  disbursement,
  earlySettlement,
  repayment,
  revenueReport,
} from '../../test/support/loan-events'
import { LoanRequests } from '../../test/support/loan-requests'
import { postLoan, stageLoan } from '../../test/verify/posted-loan'

/** How one loan came to where it stands. Posted once by the product itself, then copied. */
export interface LoanStory {
  name: string
  /** Of twenty loans of the book, so many. */
  ofTwenty: number
  post(database: Database, loan: LoanRef, customerId: string): Promise<void>
}

export const STORIES: readonly LoanStory[] = [
  { name: 'active', ofTwenty: 14, post: inOrder((by) => active(by)) },
  { name: 'settled', ofTwenty: 2, post: inOrder((by) => settled(by)) },
  { name: 'overpaid', ofTwenty: 2, post: inOrder((by) => overpaid(by)) },
  { name: 'reversed by an operator', ofTwenty: 1, post: reversed },
  { name: 'refused by Accounting once', ofTwenty: 1, post: compensated },
]

interface Customer {
  customerId: string
}

function inOrder(events: (by: Customer) => LoanEvent[]): LoanStory['post'] {
  return (database, { businessId, loanId }, customerId) =>
    postLoan(database, businessId, loanId, events({ customerId }))
}

/** Eight events and 21 journal lines; the last month's interest is still open. */
function active(by: Customer): LoanEvent[] {
  return [
    disbursement(1, { ...by, adminFee: '50000', vat: '9000' }),
    ...month(by, 2, '01'),
    ...month(by, 4, '02'),
    ...month(by, 6, '03'),
    revenueReport(8, { ...by, month: '2025-04', amount: '70000' }),
  ]
}

function settled(by: Customer): LoanEvent[] {
  return [
    disbursement(1, { ...by, adminFee: '50000', vat: '9000' }),
    ...month(by, 2, '01'),
    ...month(by, 4, '02'),
    revenueReport(6, { ...by, month: '2025-03', amount: '80000' }),
    earlySettlement(7, { ...by, principal: '1900000', interest: '60000', date: '2025-03-20' }),
  ]
}

function overpaid(by: Customer): LoanEvent[] {
  return [
    disbursement(1, { ...by, adminFee: '50000', vat: '9000' }),
    ...month(by, 2, '01'),
    ...month(by, 4, '02'),
    revenueReport(6, { ...by, month: '2025-03', amount: '80000' }),
    repayment(7, { ...by, principal: '2000000', interest: '90000', date: '2025-04-02' }),
    revenueReport(8, { ...by, month: '2025-04', amount: '20000' }),
  ]
}

function month(by: Customer, seq: number, no: string): LoanEvent[] {
  const date = `2025-${no}-28`
  return [
    revenueReport(seq, { ...by, month: `2025-${no}`, amount: '100000' }),
    repayment(seq + 1, { ...by, principal: '300000', interest: '100000', date }),
  ]
}

async function reversed(database: Database, loan: LoanRef, customerId: string): Promise<void> {
  await postLoan(database, loan.businessId, loan.loanId, active({ customerId }))
  const eventId = await eventAt(database, loan, 3)
  await operate(database, {
    ...{ action: 'REVERSE', businessId: loan.businessId, eventId },
    ...{ actor: 'Asha M.', reason: 'Another loan was paid.' },
    request: new LoanRequests(loan).reversal(eventId),
  })
  await settleLoan(embeddedLms(database), new EmbeddedAccounting(database), loan)
}

async function compensated(database: Database, loan: LoanRef, customerId: string): Promise<void> {
  const [first, refused, ...rest] = active({ customerId }) as [LoanEvent, LoanEvent, ...LoanEvent[]]
  const { businessId, loanId } = loan
  await postLoan(database, businessId, loanId, [first])
  await stageLoan(database, businessId, loanId, [refused])
  const locked = { rule: () => ({ code: 'PERIOD_LOCKED', message: 'The month is being closed.' }) }
  const lms = embeddedLms(database)
  await new EmbeddedAccounting(database, locked).post(await lms.take(loan))
  await settleLoan(lms, new EmbeddedAccounting(database), loan)
  const again = [refused, ...rest].map((event) => ({ ...event, seq: event.seq + 1 }))
  await postLoan(database, businessId, loanId, again)
}

async function eventAt(database: Database, loan: LoanRef, seq: number): Promise<string> {
  const { id } = await database.prisma.loanEvent.findFirstOrThrow({
    where: { seq, stream: { businessId: loan.businessId, externalId: loan.loanId } },
  })
  return id
}

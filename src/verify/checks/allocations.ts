import { minorOf } from '../../domain/values/money'
import type { AllocationSource } from '../../domain/books/books'
import { compareValues, type Difference } from '../difference'
import { groupBy } from '../../domain/values/group-by'
import { eventName, majorOf, sum, type LoanCheck } from '../loan-check'
import type { AnyLoanRecord, LoanRecord } from '../loan-record'

/** What is paid of invoices, used of credit and left of receipts is what the allocations say. */
export const allocations: LoanCheck = {
  name: 'allocations',
  ofBooks: true,
  find: (record) => [
    ...ofInvoices(record),
    ...ofCredits(record),
    ...ofPayouts(record),
    ...ofReceipts(record),
  ],
}

/** What is open of an invoice is what its allocations leave of it. */
export function ofInvoices(record: AnyLoanRecord): Difference[] {
  const major = majorOf(record)
  const ofInvoice = groupBy(record.allocations, ({ invoiceNo }) => invoiceNo)
  return record.invoices.flatMap(({ no, amount, open, status }) => {
    const paid = sum(ofInvoice.get(no) ?? [])
    const isCancelled = status === 'CANCELLED'
    const expected = open > 0n ? 'OPEN' : isCancelled ? 'CANCELLED' : 'PAID'
    return [
      ...compareValues(
        `invoice ${no}, allocated`,
        major(isCancelled ? 0n : amount - open),
        major(paid),
      ),
      ...compareValues(`invoice ${no}, status`, expected, status),
    ]
  })
}

/** What invoices took of a credit was used of it; where nothing was paid out, no more was. */
function ofCredits(record: LoanRecord): Difference[] {
  const major = majorOf(record)
  const given = allocatedBy(record, 'CREDIT')
  const isPaidOut = record.events.some(({ event }) => event.kind === 'CREDIT_REFUND')
  return record.credits.flatMap(({ eventId, seq, amount, open }) => {
    const [used, allocated] = [amount - open, given(eventId)]
    if (isPaidOut && allocated <= used) return []
    return compareValues(`credit of event ${seq}, used`, major(used), major(allocated))
  })
}

/** What was used of credit and no invoice took was paid out. */
function ofPayouts(record: LoanRecord): Difference[] {
  const major = majorOf(record)
  const used = record.credits.reduce((all, { amount, open }) => all + amount - open, 0n)
  const taken = sum(record.allocations.filter(({ source }) => source === 'CREDIT'))
  const paidOut = record.events.reduce(
    (all, { event, status }) =>
      event.kind === 'CREDIT_REFUND' && status === 'POSTED'
        ? all + minorOf(event.payload.amount)
        : all,
    0n,
  )
  return compareValues('credit, paid out', major(paidOut), major(used - taken))
}

/** All of a receipt either pays invoices or is credit; a reversed one does neither. */
function ofReceipts(record: LoanRecord): Difference[] {
  const major = majorOf(record)
  const allocated = allocatedBy(record, 'RECEIPT')
  const credits = groupBy(record.credits, ({ eventId }) => eventId)
  return record.events.flatMap(({ event, status }) => {
    const isReceipt = event.kind === 'REPAYMENT' || event.kind === 'EARLY_SETTLEMENT'
    if (!isReceipt || !(status === 'POSTED' || status === 'REVERSED')) return []
    const { eventId, payload } = event
    const received =
      status === 'POSTED' ? minorOf(payload.principal) + minorOf(payload.interest) : 0n
    const used = allocated(eventId) + sum(credits.get(eventId) ?? [])
    return compareValues(`${eventName(event)}, allocated or credited`, major(received), major(used))
  })
}

function allocatedBy(record: LoanRecord, source: AllocationSource): (eventId: string) => bigint {
  const parts = record.allocations.filter((part) => part.source === source)
  const ofEvent = groupBy(parts, ({ eventId }) => eventId)
  return (eventId) => sum(ofEvent.get(eventId) ?? [])
}

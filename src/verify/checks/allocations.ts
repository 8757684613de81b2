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
  find: (record) => [...ofInvoices(record), ...ofCredits(record), ...ofReceipts(record)],
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

function ofCredits(record: LoanRecord): Difference[] {
  const major = majorOf(record)
  const given = allocatedBy(record, 'CREDIT')
  return record.credits.flatMap(({ eventId, seq, amount, open }) =>
    compareValues(`credit of event ${seq}, used`, major(amount - open), major(given(eventId))),
  )
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

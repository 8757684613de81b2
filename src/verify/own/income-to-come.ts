import type { InvoiceType } from '../../domain/books/books'
import type { DerivedLoan, Portions } from '../../domain/engine/derived-loan'
import { sum } from '../loan-check'
import type { OwnLoanRecord } from '../loan-record'

/** What is raised by invoices of some types, of the portions of a loan that it becomes income of. */
interface Income {
  types: readonly InvoiceType[]
  portions: readonly (keyof Portions)[]
}

export const INTEREST: Income = { types: ['INTEREST'], portions: ['interest'] }
export const CHARGES: Income = { types: ['FEE', 'PENALTY'], portions: ['fees', 'penalties'] }

/** What the schedule says that is neither raised yet nor forgiven before it was. */
export function toCome(
  record: OwnLoanRecord,
  { schedule, totals }: DerivedLoan,
  { types, portions }: Income,
): bigint {
  const of = (figures: Portions) =>
    portions.reduce((total, portion) => total + figures[portion], 0n)
  const scheduled = schedule.reduce((total, { owed }) => total + of(owed), 0n)
  const forgiven = of(totals.waived) + of(totals.writtenOff)
  return scheduled - raised(record, types) - (forgiven - forgivenWhenRaised(record, types))
}

/** What a refund gives back is owed again, and no income for a second time. */
function raised({ invoices, events }: OwnLoanRecord, types: readonly InvoiceType[]): bigint {
  const refunds = new Set(
    events.flatMap(({ event: { kind, eventId } }) => (kind === 'REFUND' ? [eventId] : [])),
  )
  return sum(
    invoices.filter(
      ({ type, status, eventId }) =>
        types.includes(type) && status !== 'CANCELLED' && !refunds.has(eventId),
    ),
  )
}

function forgivenWhenRaised(
  { invoices, allocations }: OwnLoanRecord,
  types: readonly InvoiceType[],
): bigint {
  const ofTypes = new Set(invoices.filter(({ type }) => types.includes(type)).map(({ no }) => no))
  return sum(
    allocations.filter(
      ({ source, invoiceNo }) =>
        (source === 'WAIVER' || source === 'WRITE_OFF') && ofTypes.has(invoiceNo),
    ),
  )
}

import { errorMessage } from '../../platform/errors'
import type { OwnLoanRecord } from '../loan-record'
import type { DerivedOwnEvent, OwnStanding } from './derived-own-event'
import { OwnRetelling } from './own-retelling'

/** A loan of our own LMS told again from nothing but its stream. */
export interface DerivedOwnLoan {
  events: readonly DerivedOwnEvent[]
  /** After the last event the LMS took, and the last one the ledger took. */
  lms: OwnStanding
  books: OwnStanding
  /** Where the rules do not know what to do: nothing behind it is derived. */
  fault: { seq: number; message: string } | null
}

/** Follows the rules through a loan's stream, as far as the LMS and the ledger have come. */
export function deriveOwnLoan(record: OwnLoanRecord): DerivedOwnLoan {
  const ledgerSeq = record.ledger?.seq ?? 0
  const through = Math.max(record.loan?.seq ?? 0, ledgerSeq)
  const retelling = new OwnRetelling(ledgerSeq)
  let fault: DerivedOwnLoan['fault'] = null
  for (const recorded of record.events) {
    const { seq } = recorded.event
    if (seq > through) break
    try {
      retelling.take(recorded)
    } catch (error) {
      fault = { seq, message: errorMessage(error) }
      break
    }
  }
  const { events, lms, books } = retelling
  return { events, lms, books, fault }
}

import type { LoanStanding } from '../../domain/engine/derive'
import { errorMessage } from '../../platform/errors'
import type { OwnLoanRecord } from '../loan-record'
import type { DerivedOwnEvent } from './derived-own-event'
import { OwnRetelling } from './own-retelling'
import type { OwnPaperBooks } from './paper-books'
import type { PaperTransaction } from './paper-transactions'

/** A loan of our own LMS told again from nothing but its stream. */
export interface DerivedOwnLoan {
  events: readonly DerivedOwnEvent[]
  /** After the last event the LMS took, and the last one the ledger took. */
  lms: LoanStanding
  books: LoanStanding
  /** The rows of the books, of the LMS, and the charges by the event that brought them. */
  paper: OwnPaperBooks
  transactions: readonly PaperTransaction[]
  charges: ReadonlyMap<string, readonly number[]>
  /** Where the rules do not know what to do: nothing behind it is derived. */
  fault: { seq: number; message: string } | null
}

/** Follows the rules through a loan's stream, as far as the LMS and the ledger have come. */
export function deriveOwnLoan(record: OwnLoanRecord): DerivedOwnLoan {
  const ledgerSeq = record.ledger?.seq ?? 0
  const retelling = new OwnRetelling(ledgerSeq)
  const through = Math.max(record.loan?.seq ?? 0, ledgerSeq)
  const taken = record.events.filter(({ event }) => event.seq <= through)
  let [seq, fault]: [number, DerivedOwnLoan['fault']] = [0, null]
  try {
    for (const recorded of taken) {
      seq = recorded.event.seq
      retelling.take(recorded)
    }
    retelling.finish()
  } catch (error) {
    fault = { seq, message: errorMessage(error) }
  }
  const { events, lms, books, paper, transactions, charges } = retelling
  return { events, lms, books, paper, transactions: transactions.rows, charges, fault }
}

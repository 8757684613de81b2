import type { StreamEvent } from '../domain/events'
import type { LoanPosition, TransactionSplit } from '../domain/position'
import { errorMessage } from '../platform/errors'
import type { LoanRecord } from './loan-record'
import type { PaperLedger } from './paper-ledger'
import { Replay } from './replay'

/** What the rules make of one event of the stream. */
export interface DerivedEvent {
  event: StreamEvent
  generation: number
  outcome: 'POSTED' | 'FAILED' | 'REVERSED'
  refusalCode: string | null
  /** The reversal that withdrew it. */
  reversedBy: string | null
  /** Where the loan stood when it was judged; null where no rule of the LMS decided. */
  position: { before: LoanPosition; after: LoanPosition } | null
  /** The split that stands for it; null where none does. */
  split: TransactionSplit | null
}

/** A loan told again from nothing but its stream. */
export interface DerivedLoan {
  events: readonly DerivedEvent[]
  /** After the last event the LMS took. */
  position: LoanPosition
  /** After the last event the ledger took. */
  ledger: PaperLedger
  /** Where the rules do not know what to do: nothing behind it is derived. */
  fault: { seq: number; message: string } | null
}

/** Follows the rules through a loan's stream, as far as the LMS and the ledger have come. */
export function deriveLoan(record: LoanRecord): DerivedLoan {
  const ledgerSeq = record.ledger?.seq ?? 0
  const through = Math.max(record.loan?.seq ?? 0, ledgerSeq)
  const replay = new Replay(ledgerSeq)
  let fault: DerivedLoan['fault'] = null
  for (const recorded of record.events) {
    const { seq } = recorded.event
    if (seq > through) break
    try {
      replay.take(recorded)
    } catch (error) {
      fault = { seq, message: errorMessage(error) }
      break
    }
  }
  const { events, position, ledger } = replay
  return { events, position, ledger, fault }
}

import type { LoanEvent } from '../domain/events'
import { initialPosition, judgeEvent } from '../domain/judge'
import type { LoanPosition, TransactionSplit } from '../domain/position'
import { emptyBooks, type LoanBooks, type Posting } from '../domain/posting/books'
import { postEvent } from '../domain/posting/post-event'
import { errorMessage } from '../platform/errors'
import type { LoanRecord, RecordedEvent } from './loan-record'

/** What the rules make of one event of the stream. */
export interface DerivedEvent {
  event: LoanEvent
  generation: number
  before: LoanPosition
  after: LoanPosition
  /** Null where the event is refused. */
  split: TransactionSplit | null
  refusalCode: string | null
  /** What the ledger must hold of it; null where it is refused or not posted yet. */
  posting: Posting | null
}

/** A loan told again from nothing but its stream. */
export interface DerivedLoan {
  events: DerivedEvent[]
  /** The books after the last event the ledger took. */
  books: LoanBooks
  /** Where the rules do not know what to do: nothing behind it is derived. */
  fault: { seq: number; message: string } | null
}

/** Folds the rules over a loan's stream, as far as the loan and the ledger have come. */
export function deriveLoan(record: LoanRecord): DerivedLoan {
  const derived: DerivedLoan = { events: [], books: emptyBooks(), fault: null }
  const ledgerSeq = record.ledger?.seq ?? 0
  const through = Math.max(record.loan?.seq ?? 0, ledgerSeq)
  let position = initialPosition()
  for (const recorded of record.events) {
    const { seq } = recorded.event
    if (seq > through) break
    try {
      const next = deriveEvent(recorded, position, seq <= ledgerSeq ? derived.books : null)
      derived.events.push(next)
      derived.books = next.posting?.books ?? derived.books
      position = next.after
    } catch (error) {
      derived.fault = { seq, message: errorMessage(error) }
      break
    }
  }
  return derived
}

/** @param books null where the ledger has not taken the event yet */
function deriveEvent(
  recorded: RecordedEvent,
  before: LoanPosition,
  books: LoanBooks | null,
): DerivedEvent {
  const { event, generation } = recorded
  const decided = decidedElsewhere(recorded)
  const judgement = decided === null ? judgeEvent(before, event) : null
  if (judgement?.accepted !== true) {
    const refusalCode = judgement === null ? decided : judgement.refusal.code
    return { event, generation, before, after: before, split: null, refusalCode, posting: null }
  }
  return {
    event,
    generation,
    before,
    after: judgement.position,
    split: judgement.split,
    refusalCode: null,
    posting: books === null ? null : postEvent(books, event),
  }
}

/** The code under which an event failed that no rule of the stream refuses. */
function decidedElsewhere({
  status,
  failureCode,
  accountingRefusal,
}: RecordedEvent): string | null {
  if (status !== 'FAILED') return null
  return failureCode === 'SKIPPED' ? 'SKIPPED' : accountingRefusal
}

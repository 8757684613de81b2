import type { LoanEvent } from '../domain/events'
import type { LoanBooks, Posting } from '../domain/posting/books'
import { postEvent } from '../domain/posting/post-event'
import type { AccountingResult, EventOutcome, StepRefusal } from '../domain/step-results'
import type { Database } from '../platform/database'
import { AppError, errorMessage } from '../platform/errors'
import type { AccountingGateway, PostingBatch } from './gateway'
import { loadBooks } from './load'
import type { LedgerEvent, LoadedBooks } from './load'
import { writeLedger } from './write'
import type { EndedEvent, LedgerWrite } from './write'

const MAX_CONFLICTS = 5

/** An Accounting's own say about an event the LMS accepted; null lets it through. */
export type AcceptanceRule = (event: LoanEvent) => StepRefusal | null

export interface EmbeddedAccountingOptions {
  rule?: AcceptanceRule
  /** Called once the end of an event is committed. */
  onEnded?: (event: LoanEvent, status: EndedEvent['status'], stagedSeconds: number) => void
}

/** The ledger on the same PostgreSQL: posting and the end of the events are one transaction. */
export class EmbeddedAccounting implements AccountingGateway {
  readonly #database: Database
  readonly #rule: AcceptanceRule
  readonly #onEnded: NonNullable<EmbeddedAccountingOptions['onEnded']>

  constructor(database: Database, options: EmbeddedAccountingOptions = {}) {
    this.#database = database
    this.#rule = options.rule ?? (() => null)
    this.#onEnded = options.onEnded ?? (() => undefined)
  }

  async post(batch: PostingBatch): Promise<AccountingResult> {
    const first = batch.taken[0]?.seq ?? 0
    const last = batch.taken.at(-1)?.seq ?? 0
    for (let attempt = 0; attempt < MAX_CONFLICTS; attempt += 1) {
      const loaded = await loadBooks(this.#database, batch.streamId, first, last)
      if (loaded.compensationOwed) return owedBefore(loaded.events)
      const { write, outcomes } = this.#derive(batch, loaded)
      const written = await writeLedger(this.#database, write)
      if (written.status === 'POSTED') {
        this.#report(loaded.events, write.ended)
        return { outcomes, more: written.more, compensationOwed: write.owed !== null }
      }
    }
    throw new AppError('CONFLICT', 'The books were changed by other attempts each time; try again.')
  }

  #report(events: LedgerEvent[], ended: EndedEvent[]): void {
    for (const { eventId, status } of ended) {
      const found = events.find(({ event }) => event.eventId === eventId)
      if (found === undefined) continue
      const stagedMs = Date.now() - Date.parse(found.receivedAt)
      this.#onEnded(found.event, status, Math.max(0, stagedMs / 1000))
    }
  }

  #derive(batch: PostingBatch, loaded: LoadedBooks): Derived {
    const taken = new Map(batch.taken.map((event) => [event.eventId, event]))
    const derived = emptyDerivation(batch.streamId, loaded)
    for (const ledgerEvent of loaded.events) {
      const { event } = ledgerEvent
      if (ledgerEvent.status !== 'STAGED') {
        derived.outcomes.push(outcomeOf(ledgerEvent))
        if (ledgerEvent.status === 'PARKED') break
        continue
      }
      const judged = taken.get(event.eventId)
      // Undone since this batch was taken: a late attempt leaves it to the pass that takes it again.
      if (judged?.generation !== ledgerEvent.generation) break
      if (judged.refusal !== undefined) {
        end(derived, event, 'FAILED', judged.refusal)
        continue
      }
      const refused = this.#rule(event)
      if (refused !== null) {
        derived.write.owed = {
          eventId: event.eventId,
          generation: ledgerEvent.generation,
          fromSeq: event.seq,
          toSeq: batch.taken.at(-1)?.seq ?? event.seq,
          reason: refused,
        }
        break
      }
      const posted = postSafely(derived.write.books, event)
      if ('fault' in posted) {
        end(derived, event, 'PARKED', posted.fault)
        break
      }
      const { eventId } = event
      derived.write.posted.push({ eventId, generation: ledgerEvent.generation, posting: posted })
      derived.write.books = posted.books
      end(derived, event, 'POSTED', null)
    }
    return derived
  }
}

interface Derived {
  write: LedgerWrite
  outcomes: EventOutcome[]
}

function emptyDerivation(streamId: string, loaded: LoadedBooks): Derived {
  return {
    outcomes: [],
    write: {
      streamId,
      expectSeq: loaded.seq,
      seq: loaded.seq,
      books: loaded.books,
      posted: [],
      ended: [],
      owed: null,
    },
  }
}

function end(
  derived: Derived,
  event: LoanEvent,
  status: EndedEvent['status'],
  reason: StepRefusal | null,
): void {
  const { eventId, seq } = event
  derived.write.ended.push({ eventId, status, reason })
  if (status !== 'PARKED') derived.write.seq = seq
  derived.outcomes.push(reason === null ? { seq, status } : { seq, status, code: reason.code })
}

/** An attempt whose answer was lost has written down what is owed: it is owed still. */
function owedBefore(events: LedgerEvent[]): AccountingResult {
  const ended = events.filter((event) => event.status !== 'STAGED')
  return { outcomes: ended.map(outcomeOf), more: true, compensationOwed: true }
}

/** An event posted before, by an attempt whose answer was lost. */
function outcomeOf({ event, status, failureCode }: LedgerEvent): EventOutcome {
  if (status === 'STAGED') throw new Error('A staged event has no outcome.')
  const { seq } = event
  return failureCode === null ? { seq, status } : { seq, status, code: failureCode }
}

/** A posting that throws is one nobody knows how to make: an operator must look. */
function postSafely(books: LoanBooks, event: LoanEvent): Posting | { fault: StepRefusal } {
  try {
    return postEvent(books, event)
  } catch (error) {
    return { fault: { code: 'UNHANDLED', message: `Accounting: ${errorMessage(error)}` } }
  }
}


import type { StreamEvent } from '../domain/events'
import type { AccountingResult } from '../domain/step-results'
import type { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import { BatchDerivation } from './derivation'
import type { AcceptanceRule } from './derivation'
import type { AccountingGateway, PostingBatch } from './gateway'
import { loadBooks } from './load'
import type { LedgerEvent } from './load'
import { loadStoredPostings } from './stored-postings'
import { writeLedger } from './write'
import type { EndedEvent } from './write'

const MAX_CONFLICTS = 5

export interface EmbeddedAccountingOptions {
  rule?: AcceptanceRule
  /** Called once the end of an event is committed. */
  onEnded?: (event: StreamEvent, status: EndedEvent['status'], stagedSeconds: number) => void
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

  async post({ streamId, taken }: PostingBatch): Promise<AccountingResult> {
    const first = taken[0]?.seq ?? 0
    const last = taken.at(-1)?.seq ?? 0
    const isReversal = taken[0]?.kind === 'REVERSAL'
    for (let attempt = 0; attempt < MAX_CONFLICTS; attempt += 1) {
      const loaded = await loadBooks(this.#database, streamId, first, last)
      if (loaded.compensationOwed) return owedBefore(loaded.events)
      const stored = isReversal ? await loadStoredPostings(this.#database, streamId) : []
      const derivation = new BatchDerivation(streamId, loaded)
      const { write, outcomes } = derivation.derive(taken, this.#rule, stored)
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
}

/** An attempt whose answer was lost has written down what is owed: it is owed still. */
function owedBefore(events: LedgerEvent[]): AccountingResult {
  const outcomes = events.flatMap(({ event: { seq }, status, failureCode }) => {
    if (status === 'STAGED') return []
    return failureCode === null ? { seq, status } : { seq, status, code: failureCode }
  })
  return { outcomes, more: true, compensationOwed: true }
}

import type { AccountingResult, JudgedEvent } from '../contract/step-results'
import type { LendingFact } from '../domain/events/lending/lending-event'
import type { LoanEvent } from '../domain/events/stream-event'
import type { Statements } from '../platform/statements'
import { AppError } from '../platform/errors'
import { owedBefore, reportEnded } from './batch-end'
import type { EndListener } from './batch-end'
import { deriveOwn, derivePushed } from './derive-batch'
import type { AcceptanceRule, Derivation } from './post-batch'
import type { AccountingGateway, PostingBatch } from './accounting-gateway'
import { loadBooks } from './load-books'
import type { LoadedBooks, LoadedOwnBooks } from './load-books'
import { loadStoredPostings } from './load-stored-postings'
import { writeLedger } from './write-ledger'

const MAX_CONFLICTS = 5

export interface EmbeddedAccountingOptions {
  rule?: AcceptanceRule
  onEnded?: EndListener
}

/** The ledger on the same PostgreSQL: posting and the end of the events are one transaction. */
export class EmbeddedAccounting implements AccountingGateway {
  readonly #database: Statements
  readonly #rule: AcceptanceRule
  readonly #onEnded: EndListener

  constructor(database: Statements, options: EmbeddedAccountingOptions = {}) {
    this.#database = database
    this.#rule = options.rule ?? (() => null)
    this.#onEnded = options.onEnded ?? (() => undefined)
  }

  async post({ streamId, taken }: PostingBatch): Promise<AccountingResult> {
    const first = taken[0]?.seq ?? 0
    const last = taken.at(-1)?.seq ?? 0
    for (let attempt = 0; attempt < MAX_CONFLICTS; attempt += 1) {
      const loaded = await loadBooks(this.#database, streamId, first, last)
      if (loaded.compensationOwed) return owedBefore(loaded.events)
      const { write, outcomes } =
        loaded.before === null
          ? await this.#postPushed(streamId, loaded, taken)
          : await this.#postOwn(streamId, loaded, taken)
      const written = await writeLedger(this.#database, write)
      if (written.status === 'POSTED') {
        reportEnded(loaded.events, write.ended, this.#onEnded)
        return { outcomes, more: written.more, compensationOwed: write.owed !== null }
      }
    }
    throw new AppError('CONFLICT', 'The books were changed by other attempts each time; try again.')
  }

  async #postPushed(
    streamId: string,
    loaded: LoadedBooks,
    taken: readonly JudgedEvent[],
  ): Promise<Derivation> {
    const isReversal = taken[0]?.kind === 'REVERSAL'
    const stored = isReversal ? await loadStoredPostings<LoanEvent>(this.#database, streamId) : []
    return derivePushed(streamId, loaded, stored, taken, this.#rule)
  }

  async #postOwn(
    streamId: string,
    loaded: LoadedOwnBooks,
    taken: readonly JudgedEvent[],
  ): Promise<Derivation> {
    const added = deriveOwn(streamId, loaded, null, taken, this.#rule)
    if (added !== null) return added
    const stored = await loadStoredPostings<LendingFact>(this.#database, streamId)
    const restated = deriveOwn(streamId, loaded, stored, taken, this.#rule)
    if (restated === null) throw new Error('What stands in the books is all it takes.')
    return restated
  }
}

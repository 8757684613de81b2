import type { AccountingResult } from '../contract/step-results'
import type { Statements } from '../platform/statements'
import { AppError } from '../platform/errors'
import { owedBefore, reportEnded } from './batch-end'
import type { EndListener } from './batch-end'
import { BatchDerivation } from './post-batch'
import type { AcceptanceRule } from './post-batch'
import type { AccountingGateway, PostingBatch } from './accounting-gateway'
import { loadBooks } from './load-books'
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
    const isReversal = taken[0]?.kind === 'REVERSAL'
    for (let attempt = 0; attempt < MAX_CONFLICTS; attempt += 1) {
      const loaded = await loadBooks(this.#database, streamId, first, last)
      if (loaded.compensationOwed) return owedBefore(loaded.events)
      const stored = isReversal ? await loadStoredPostings(this.#database, streamId) : []
      const derivation = new BatchDerivation(streamId, loaded)
      const { write, outcomes } = derivation.derive(taken, this.#rule, stored)
      const written = await writeLedger(this.#database, write)
      if (written.status === 'POSTED') {
        reportEnded(loaded.events, write.ended, this.#onEnded)
        return { outcomes, more: written.more, compensationOwed: write.owed !== null }
      }
    }
    throw new AppError('CONFLICT', 'The books were changed by other attempts each time; try again.')
  }
}

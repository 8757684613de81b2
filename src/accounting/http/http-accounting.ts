import type { AccountingResult } from '../../contract/step-results'
import type { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { owedBefore, reportEnded } from '../batch-end'
import type { EndListener } from '../batch-end'
import type { AccountingGateway, PostingBatch } from '../accounting-gateway'
import { loadBooks } from '../load-books'
import { writeLedger } from '../write-ledger'
import type { AccountingClient } from './accounting-client'
import { Attempt } from './attempt'
import { EventSender } from './event-sender'
import { loadRemoteEvents } from './external-record'
import { RemoteBatch } from './remote-batch'

const MAX_CONFLICTS = 5

/** The ledger in another deployment, reached by the push contract; the events still end here. */
export class HttpAccounting implements AccountingGateway {
  readonly isRemote = true
  readonly #database: Database
  readonly #sender: EventSender
  readonly #onEnded: EndListener

  constructor(
    database: Database,
    client: AccountingClient,
    { onEnded = () => undefined }: { onEnded?: EndListener } = {},
  ) {
    this.#database = database
    this.#sender = new EventSender(database, client)
    this.#onEnded = onEnded
  }

  async post({ streamId, taken }: PostingBatch, stop?: AbortSignal): Promise<AccountingResult> {
    const attempt = new Attempt(stop)
    const [first, last] = [taken[0]?.seq ?? 0, taken.at(-1)?.seq ?? 0]
    for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts += 1) {
      const loaded = await loadBooks(this.#database, streamId, first, last)
      if (loaded.before !== null) throw cannotRecord()
      if (loaded.compensationOwed) return owedBefore(loaded.events)
      const events = await loadRemoteEvents(this.#database, streamId, loaded)
      const batch = new RemoteBatch(this.#database, this.#sender, streamId, loaded)
      const fault = await batch.take(events, taken, attempt)
      // What came before the fault is kept; the pass after this one meets the fault again.
      if (fault !== null && batch.isEmpty) throw fault
      const written = await writeLedger(this.#database, batch.write)
      if (written.status === 'POSTED') {
        const { outcomes, write } = batch
        reportEnded(loaded.events, write.ended, this.#onEnded)
        return { outcomes, more: written.more, compensationOwed: write.owed !== null }
      }
    }
    throw new AppError('CONFLICT', 'The loan was changed by other attempts each time; try again.')
  }
}

/** Its commands are refused before they are staged where the books are elsewhere: one from before is met. */
function cannotRecord(): AppError {
  return new AppError(
    'ACCOUNTING_CANNOT_RECORD',
    'An external Accounting is told of pushed loans only.',
    { status: 422 },
  )
}

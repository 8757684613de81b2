import type { StreamEvent } from '../../domain/events/stream-event'
import type { AccountingResult } from '../../contract/step-results'
import type { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { owedBefore, reportEnded } from '../batch-end'
import type { EndListener } from '../batch-end'
import type { AccountingGateway, PostingBatch } from '../accounting-gateway'
import { loadBooks } from '../load-books'
import type { LedgerEvent, LoadedBooks } from '../load-books'
import { writeLedger } from '../write-ledger'
import type { AccountingClient } from './accounting-client'
import { Attempt } from './attempt'
import { EventSender } from './event-sender'
import { loadRemoteEvents } from './external-record'
import { OwnTelling } from './own-telling'
import { PushedTelling } from './pushed-telling'
import { RemoteBatch } from './remote-batch'
import type { Telling } from './telling'

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

  async post(given: PostingBatch, stop?: AbortSignal): Promise<AccountingResult> {
    const { streamId, taken } = given
    const attempt = new Attempt(stop)
    const [first, last] = [taken[0]?.seq ?? 0, taken.at(-1)?.seq ?? 0]
    for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts += 1) {
      const loaded = await loadBooks(this.#database, streamId, first, last)
      if (loaded.compensationOwed) return owedBefore(loaded.events)
      const { batch, fault } =
        loaded.before === null
          ? await this.#tell(loaded, new PushedTelling(this.#database, streamId), given, attempt)
          : await this.#tell(loaded, new OwnTelling(loaded.before.live), given, attempt)
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

  /** Tells what was taken, as far as it goes. */
  async #tell<Event extends StreamEvent>(
    loaded: Omit<LoadedBooks, 'before' | 'events'> & { events: readonly LedgerEvent<Event>[] },
    telling: Telling<Event>,
    { streamId, taken }: PostingBatch,
    attempt: Attempt,
  ) {
    const { loan, events } = loaded
    const remote = await loadRemoteEvents(this.#database, streamId, loan, events)
    const batch = new RemoteBatch(this.#sender, telling, streamId, loaded)
    return { batch, fault: await batch.take(remote, taken, attempt) }
  }
}

import type { PushedStreamEvent } from '../../domain/events/stream-event'
import type { Database } from '../../platform/database'
import type { RemoteEvent } from './external-record'
import { pushRequest } from './push-request'
import type { PushRequest, Unsayable } from './push-request'
import type { Telling } from './telling'
import { withdrawnEvents } from './withdrawn-events'

/** Of a loan that another LMS pushes here: as it pushed them. */
export class PushedTelling implements Telling<PushedStreamEvent> {
  readonly #database: Database
  readonly #streamId: string

  constructor(database: Database, streamId: string) {
    this.#database = database
    this.#streamId = streamId
  }

  request(remote: RemoteEvent<PushedStreamEvent>): PushRequest | Unsayable {
    return pushRequest(remote.loan.loanId, remote.event, remote)
  }

  async withdrawnBy(event: PushedStreamEvent): Promise<readonly string[] | null> {
    if (event.kind !== 'REVERSAL') return []
    return withdrawnEvents(this.#database, this.#streamId, event)
  }
}

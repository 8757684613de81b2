import type { StreamEvent } from '../../domain/events/stream-event'
import type { RemoteEvent } from './external-record'
import type { PushRequest, Unsayable } from './push-request'

/** How the events of a batch are told, by the loan's home. */
export interface Telling<Event extends StreamEvent> {
  request(remote: RemoteEvent<Event>): PushRequest | Unsayable
  /** The ids of the events that an event takes away; null where it has nothing to take. */
  withdrawnBy(event: Event): Promise<readonly string[] | null>
  /** The event was posted; what follows it in the batch builds on it. */
  posted?(event: Event, remoteEventId: string): void
}

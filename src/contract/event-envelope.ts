import type { StreamEvent } from '../domain/events/stream-event'
import { fieldsOf, isCount } from './message-fields'

/** What a wake-up tells a loan's workflow; the record itself stays in PostgreSQL. */
export type EventEnvelope = Pick<
  StreamEvent,
  'eventId' | 'seq' | 'kind' | 'effectiveDate' | 'payload'
>

/** All that a workflow needs of an envelope, whoever made it; undefined where a message is none. */
export function seqOf(message: unknown): number | undefined {
  const { seq } = fieldsOf(message)
  return isCount(seq) ? seq : undefined
}

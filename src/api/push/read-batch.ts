import { kindOfPushName, PUSH_NAMES } from '../../domain/events/kinds'
import type { PushedKind } from '../../domain/events/kinds'
import { readUuid } from '../../domain/values/uuid'
import type { CorrectedEvent } from '../../stream/corrected-events'
import { keyInBody } from '../wire/idempotency-key'
import { PUSHED } from './requests/pushed-kinds'
import { CORRECTION, readCorrection } from './requests/correction'
import type { InvalidRequest, Pushed, Reading } from './requests/pushed-request'
import type { Received } from '../wire/received'

/** The most events of one batch: their staging is one statement, which holds its loans locked. */
export const MOST_EVENTS = 500

/** The name of each kind in a batch: that of its own path. */
export const BATCH_TYPES = [...Object.values(PUSH_NAMES), CORRECTION] as const

export type ReadEvent =
  | { ok: true; event: Pushed; key: string | null }
  /** Without a kind where it names none. */
  | { ok: false; kind: PushedKind | null; body: unknown; invalid: InvalidRequest }

/** The events of a batch; null where the body is none. */
export function eventsOf(body: unknown): unknown[] | null {
  const events = (body as { events?: unknown } | null)?.events
  const isBatch = Array.isArray(events) && events.length > 0 && events.length <= MOST_EVENTS
  return isBatch ? (events as unknown[]) : null
}

/** The ids of the events that corrections among these name. */
export function correctedIn(events: readonly unknown[]): string[] {
  return events.flatMap((event) => {
    const { type, eventId } = (event ?? {}) as { type?: unknown; eventId?: unknown }
    const id = type === CORRECTION && typeof eventId === 'string' ? readUuid(eventId) : null
    return id === null ? [] : [id]
  })
}

/** Reads one event as its own path would, its key from the body. */
export function readBatchEvent(
  body: unknown,
  received: Received,
  corrected: ReadonlyMap<string, CorrectedEvent>,
): ReadEvent {
  const { type, key: givenKey } = (body ?? {}) as { type?: unknown; key?: unknown }
  const kind = type === CORRECTION ? 'REVERSAL' : kindOfPushName(type)
  if (kind === undefined) return { ok: false, kind: null, body, invalid: UNKNOWN_TYPE }
  const { key, errors } = keyInBody(givenKey)
  const reading: Reading<Pushed> =
    type === CORRECTION
      ? readCorrection(body, received, corrected.get(correctedIn([body])[0] ?? ''), errors)
      : PUSHED[kind].read(body, received, errors)
  if (!reading.ok) return { ok: false, kind, body, invalid: reading.invalid }
  if (reading.dryRun) return { ok: false, kind, body, invalid: NO_DRY_RUN }
  return { ok: true, event: reading.value, key }
}

export const NO_BATCH = invalid('events', `Must be an array of 1 to ${MOST_EVENTS} events.`)
const UNKNOWN_TYPE = invalid('type', `Must be one of ${BATCH_TYPES.join(', ')}.`)
const NO_DRY_RUN = invalid('dryRun', 'Cannot be asked for in a batch.')

function invalid(field: string, message: string): InvalidRequest {
  const fields = [{ field, message }]
  return { code: 'VALIDATION_FAILED', message: 'The request is not valid.', fields }
}

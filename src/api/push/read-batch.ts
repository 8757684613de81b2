import type { EventKind } from '../../domain/events/events'
import { readDisbursement } from './disbursement'
import { readEarlySettlement } from './early-settlement'
import { keyInBody } from '../wire/idempotency-key'
import type {
  InvalidRequest,
  PushedEvent,
  PushedReversal,
  Received,
  RequestReader,
} from './read-event'
import { readRepayment } from './repayment'
import { readRevenueReport } from './revenue-report'
import { readReversal } from './reversal'

/** The most events of one batch: their staging is one statement, which holds its loans locked. */
export const MOST_EVENTS = 500

/** The name of each kind in a batch: that of its own path. */
export const BATCH_TYPES = {
  disbursement: { kind: 'DISBURSEMENT', read: readDisbursement },
  'revenue-report': { kind: 'REVENUE_REPORT', read: readRevenueReport },
  repayment: { kind: 'REPAYMENT', read: readRepayment },
  'early-settlement': { kind: 'EARLY_SETTLEMENT', read: readEarlySettlement },
  reversal: { kind: 'REVERSAL', read: readReversal },
} as const satisfies Record<
  string,
  { kind: EventKind; read: RequestReader<PushedEvent | PushedReversal> }
>

export type ReadEvent =
  | { ok: true; event: PushedEvent | PushedReversal; key: string | null }
  /** Without a kind where it names none. */
  | { ok: false; kind: EventKind | null; body: unknown; invalid: InvalidRequest }

/** The events of a batch; null where the body is none. */
export function eventsOf(body: unknown): unknown[] | null {
  const events = (body as { events?: unknown } | null)?.events
  const isBatch = Array.isArray(events) && events.length > 0 && events.length <= MOST_EVENTS
  return isBatch ? (events as unknown[]) : null
}

/** Reads one event as its own path would, its key from the body. */
export function readBatchEvent(body: unknown, received: Received): ReadEvent {
  const { type, key: givenKey } = (body ?? {}) as { type?: unknown; key?: unknown }
  const known = typeof type === 'string' && Object.hasOwn(BATCH_TYPES, type)
  if (!known) return { ok: false, kind: null, body, invalid: UNKNOWN_TYPE }
  const { kind, read } = BATCH_TYPES[type as keyof typeof BATCH_TYPES]
  const { key, errors } = keyInBody(givenKey)
  const reading = read(body, received, errors)
  if (!reading.ok) return { ok: false, kind, body, invalid: reading.invalid }
  if (reading.dryRun) return { ok: false, kind, body, invalid: NO_DRY_RUN }
  return { ok: true, event: reading.value, key }
}

export const NO_BATCH = invalid('events', `Must be an array of 1 to ${MOST_EVENTS} events.`)
const UNKNOWN_TYPE = invalid('type', `Must be one of ${Object.keys(BATCH_TYPES).join(', ')}.`)
const NO_DRY_RUN = invalid('dryRun', 'Cannot be asked for in a batch.')

function invalid(field: string, message: string): InvalidRequest {
  const fields = [{ field, message }]
  return { code: 'VALIDATION_FAILED', message: 'The request is not valid.', fields }
}

import type {
  LendingEvent,
  LendingEventOf,
  LendingFact,
} from '../../src/domain/events/lending/lending-event'
import type { LendingFactKind } from '../../src/domain/events/lending/lending-kinds'
import type { LendingPayloadOf } from '../../src/domain/events/lending/lending-payloads'
import type { StagedContext } from '../../src/domain/events/staged-context'
import { eventIdOf } from './loan-events'

/** An event of a loan of our own LMS, its id made of its seq. */
export function fact<Kind extends LendingFactKind>(
  seq: number,
  kind: Kind,
  date: string,
  payload: Omit<LendingPayloadOf[Kind], keyof StagedContext | 'date'> & Partial<StagedContext>,
): Extract<LendingFact, { kind: Kind }> {
  const event = {
    eventId: eventIdOf(seq),
    seq,
    kind,
    effectiveDate: date,
    payload: { today: date, exponent: 2, closedThrough: null, accounts: {}, date, ...payload },
  }
  return event as unknown as Extract<LendingEventOf<Kind>, { kind: Kind }> &
    Extract<LendingFact, { kind: Kind }>
}

/** Any event, its payload as it is given: what a story or a property asks for, sensible or not. */
export function anyEvent(
  seq: number,
  kind: LendingEvent['kind'],
  date: string,
  payload: object,
): LendingEvent {
  const context = { today: date, exponent: 2, closedThrough: null, accounts: {}, date }
  const event = { eventId: eventIdOf(seq), seq, kind, effectiveDate: date }
  return { ...event, payload: { ...context, ...payload } } as unknown as LendingEvent
}

import type { EventStatus } from '../domain/events/event-status'
import type { EventKind } from '../domain/events/kinds'
import type { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import type { Duplicate, Staged, StageRefused, StageRequest } from '../stream/stage-request'

interface Decision {
  businessId: string
  eventId: string
  /** Who decides, and why: kept for good. */
  actor: string
  reason: string
}

/** An operator's decision about an event, as `operate` is handed it. */
export type Operation = Decision &
  (
    | { action: 'RETRY' | 'SKIP' }
    | {
        action: 'REVERSE' | 'CORRECT'
        request: StageRequest
        /** The last event there may be of the loan; any without it. */
        behind?: number | undefined
      }
  )

export interface OperatedEvent {
  loanId: string
  seq: number
  kind: EventKind
  /** The reversal an operator staged, or what replaces the event, with its reversal. */
  staged: Staged | Duplicate | null
}

type Outcome =
  | ({ status: 'DONE' } & OperatedEvent)
  | { status: 'NOT_FOUND' | 'EARLIER_OPEN' | 'MOVED' }
  | { status: 'NOT_PARKED'; eventStatus: EventStatus }
  | StageRefused

/**
 * Retries or skips a parked event, or stages the reversal or correction of a posted one. The loan's workflow
 * must be told afterwards, whoever calls.
 * @throws AppError EVENT_NOT_FOUND (404), EVENT_NOT_PARKED, EARLIER_EVENT_OPEN or EFFECT_CHANGED (409), or the
 *   code under which the reversal is refused (422)
 */
export async function operate(database: Database, operation: Operation): Promise<OperatedEvent> {
  const [row] = await database.query<{ outcome: Outcome }>(
    'operate',
    'SELECT operate($1::jsonb) AS outcome',
    [JSON.stringify(operation)],
  )
  const outcome = row?.outcome
  switch (outcome?.status) {
    case 'DONE':
      return outcome
    case 'REFUSED':
      throw notStaged(outcome)
    case 'MOVED':
      throw effectChanged()
    case 'NOT_PARKED':
      throw new AppError(
        'EVENT_NOT_PARKED',
        `The event is ${outcome.eventStatus}: only a parked one can be retried or skipped.`,
        {
          status: 409,
          details: { currentState: outcome.eventStatus, allowedStates: ['PARKED'] },
        },
      )
    case 'EARLIER_OPEN':
      throw new AppError(
        'EARLIER_EVENT_OPEN',
        'An earlier event of the loan is still under way: try again in a moment.',
        { status: 409 },
      )
    default:
      throw new AppError('EVENT_NOT_FOUND', 'There is no such event.', { status: 404 })
  }
}

/** What the stream refuses an operator. */
export function notStaged({ code, message, fields = [] }: StageRefused): AppError {
  return new AppError(code, message, { status: 422, fields })
}

/** What was seen beforehand is not what would come of it now. */
export function effectChanged(): AppError {
  return new AppError(
    'EFFECT_CHANGED',
    'The loan has moved since: what this would come to is no longer what was shown.',
    { status: 409 },
  )
}

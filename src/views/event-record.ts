import type { CivilDate } from '../domain/values/calendar'
import type { EventStatus } from '../domain/events/event-status'
import type { EventContent } from '../domain/events/details'
import type { LoanEvent } from '../generated/prisma/client'
import { civilDate } from './civil-date'

/** An event of a loan as it stands. */
export interface EventRecord {
  eventId: string
  sequence: number
  content: EventContent
  effectiveDate: CivilDate
  status: EventStatus
  receivedAt: string
  /** When it was posted; null where it is not or was refused. */
  postedAt: string | null
  /** Why it failed or is parked. */
  failure: { code: string; message: string } | null
  reversedBy: string | null
  /** The reversal that it was staged with, to replace the event that it undoes. */
  reversal: { eventId: string; sequence: number; status: EventStatus } | null
}

/** What of an event is shown. */
export type EventRow = Pick<
  LoanEvent,
  | 'id'
  | 'seq'
  | 'kind'
  | 'payload'
  | 'details'
  | 'effectiveDate'
  | 'status'
  | 'receivedAt'
  | 'finishedAt'
  | 'failureCode'
  | 'failureMessage'
  | 'reversedBy'
> & { correction?: { id: string; seq: number; status: string } | null }

/** What an event says, its words included, which rows of before have in their payload. */
export function contentOf({
  kind,
  payload,
  details,
}: Pick<EventRow, 'kind' | 'payload' | 'details'>): EventContent {
  return {
    kind,
    payload: { ...(payload as object), ...(details as object | null) },
  } as EventContent
}

export function toEventRecord(row: EventRow): EventRecord {
  const status = row.status as EventStatus
  const posted = status === 'POSTED' || status === 'REVERSED'
  const { failureCode: code, failureMessage: message } = row
  return {
    eventId: row.id,
    sequence: row.seq,
    content: contentOf(row),
    effectiveDate: civilDate(row.effectiveDate),
    status,
    receivedAt: row.receivedAt.toISOString(),
    postedAt: posted ? (row.finishedAt?.toISOString() ?? null) : null,
    failure: code === null ? null : { code, message: message ?? '' },
    reversedBy: row.reversedBy,
    reversal: row.correction
      ? {
          eventId: row.correction.id,
          sequence: row.correction.seq,
          status: row.correction.status as EventStatus,
        }
      : null,
  }
}

import type { EventStatus } from '../domain/events/event-status'
import type { EventKind } from '../domain/events/kinds'
import type { LoanTransaction, Prisma } from '../generated/prisma/client'
import { civilDate } from '../views/civil-date'
import { contentOf } from '../views/event-record'

interface Reason {
  code: string
  message: string
}

/** An event of a loan with all that befell it. */
export interface StoryEvent {
  eventId: string
  sequence: number
  type: EventKind
  effectiveDate: string
  receivedAt: string
  sentBy: string
  idempotencyKey: string | null
  status: EventStatus
  /** Counts the times it was taken anew after an undo. */
  generation: number
  failure: Reason | null
  finishedAt: string | null
  reversedBy: string | null
  /** Each time it was parked, also where it was taken again since. */
  parkings: (Reason & { at: string; generation: number })[]
  /** As it lies in the stream, its words included: amounts are digits of minor units. */
  payload: unknown
}

type EventRow = Prisma.LoanEventGetPayload<{ include: { parkings: true } }>

export function toStoryEvent(row: EventRow): StoryEvent {
  return {
    eventId: row.id,
    sequence: row.seq,
    type: row.kind as EventKind,
    effectiveDate: civilDate(row.effectiveDate),
    receivedAt: row.receivedAt.toISOString(),
    sentBy: row.sentBy,
    idempotencyKey: row.idempotencyKey,
    status: row.status as EventStatus,
    generation: row.generation,
    failure: reason(row.failureCode, row.failureMessage),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    reversedBy: row.reversedBy,
    parkings: row.parkings.map(({ code, message, parkedAt, generation }) => ({
      ...{ code, message, generation },
      at: parkedAt.toISOString(),
    })),
    payload: contentOf(row).payload,
  }
}

/** A transition of the LMS, or its undo: the same figures with the other sign. Minor units. */
export interface TransactionView {
  no: number
  eventId: string
  /** The event itself, or the reversal that had it derived again. */
  causedBy: string
  generation: number
  /** The number of the transition that this one takes back. */
  undoes: number | null
  type: string
  date: string
  amount: bigint
  principal: bigint
  interest: bigint
  fees: bigint
  penalties: bigint
  waived: bigint
  overpayment: bigint
  refusal: Reason | null
  recordedAt: string
}

export function toTransactionView(row: LoanTransaction): TransactionView {
  const { no, eventId, causedBy, generation, undoes, type } = row
  const { amount, principal, interest, fees, penalties, waived, overpayment } = row
  return {
    ...{ no, eventId, causedBy, generation, undoes, type },
    date: civilDate(row.date),
    ...{ amount, principal, interest, fees, penalties, waived, overpayment },
    refusal: reason(row.refusalCode, row.refusalMessage),
    recordedAt: row.recordedAt.toISOString(),
  }
}

function reason(code: string | null, message: string | null): Reason | null {
  return code === null ? null : { code, message: message ?? '' }
}

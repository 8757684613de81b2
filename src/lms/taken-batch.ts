import type { StreamEvent } from '../domain/events/stream-event'
import type { LoanPosition, TransactionSplit } from '../domain/pushed/position'
import type { LmsResult, StepRefusal, TakenEvent } from '../contract/step-results'
import { errorMessage } from '../platform/errors'
import type { LoadedLoan, OpenEvent } from './load-loan'
import type { Recording } from './record-transitions'

/** A batch after judgement: what to answer, and what to record first. */
export interface JudgedBatch {
  taken: TakenEvent[]
  position: LoanPosition
  parked: LmsResult['parked']
  /** Null where an earlier attempt has recorded everything. */
  recording: Recording | null
}

export function takenAs({ event, generation }: OpenEvent, refusal: StepRefusal | null): TakenEvent {
  const { seq, eventId, kind, effectiveDate: date } = event
  const taken = { seq, generation, eventId, kind, date }
  return refusal === null ? taken : { ...taken, refusal }
}

export function parkedAs(
  event: StreamEvent,
  reason: StepRefusal,
): NonNullable<LmsResult['parked']> {
  return { eventId: event.eventId, seq: event.seq, reason }
}

/** A rule that throws is one nobody knows how to handle: an operator must look. */
export function judgedSafely<T extends object>(judge: () => T): T | { fault: StepRefusal } {
  try {
    return judge()
  } catch (error) {
    return { fault: { code: 'UNHANDLED', message: `LMS: ${errorMessage(error)}` } }
  }
}

export function nothingRecorded(loaded: LoadedLoan, position: LoanPosition): Recording {
  return {
    streamId: loaded.streamId,
    expectSeq: loaded.seq,
    seq: loaded.seq,
    position,
    transitions: [],
    undone: [],
    park: null,
  }
}

/** The split of an event that moves no money: a refusal, or a reversal itself. */
export function emptySplit(event: StreamEvent): TransactionSplit {
  return {
    type: event.kind,
    date: event.effectiveDate,
    amount: 0n,
    principal: 0n,
    interest: 0n,
    fees: 0n,
    waived: 0n,
    overpayment: 0n,
  }
}

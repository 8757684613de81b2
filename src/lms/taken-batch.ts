import { amountOf } from '../domain/events/amount'
import { formatMinor } from '../domain/values/money'
import type { PushedStreamEvent, StreamEvent } from '../domain/events/stream-event'
import type { LoanPosition, TransactionSplit } from '../domain/pushed/position'
import type { JudgedResult, StepRefusal, JudgedEvent } from '../contract/step-results'
import { errorMessage } from '../platform/errors'
import type { LoadedLoan, OpenEvent } from './load-loan'
import type { Recording } from './record-transitions'

export const UNKNOWN_REASON: StepRefusal = { code: 'UNHANDLED', message: 'No reason was kept.' }

/** A batch after judgement: what to answer, and what to record first. */
export interface JudgedBatch {
  taken: JudgedEvent[]
  position: LoanPosition
  parked: JudgedResult['parked']
  /** Null where an earlier attempt has recorded everything. */
  recording: Recording | null
}

export function takenAs(
  { event, generation }: Pick<OpenEvent<StreamEvent>, 'event' | 'generation'>,
  refusal: StepRefusal | null,
): JudgedEvent {
  const { seq, eventId, kind, effectiveDate: date } = event
  const taken = { seq, generation, eventId, kind, date, ...amountText(event) }
  return refusal === null ? taken : { ...taken, refusal }
}

/** For operators' eyes only: a payload that nobody can read is refused or parked by the rules. */
function amountText(event: StreamEvent): { amount?: string } {
  try {
    const amount = amountOf(event)
    return amount === null ? {} : { amount: formatMinor(amount, event.payload.exponent) }
  } catch {
    return {}
  }
}

export function parkedAs(
  event: StreamEvent,
  reason: StepRefusal,
): NonNullable<JudgedResult['parked']> {
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
export function emptySplit(event: PushedStreamEvent): TransactionSplit {
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

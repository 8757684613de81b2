import type { LoanPosition, TransactionSplit } from '../domain/pushed/position'
import type { StepRefusal, Wake } from '../contract/step-results'
import type { Statements } from '../platform/statements'
import type { OwnPositionRecord } from './own/own-record'
import { toRecord } from './position-record'
import type { PositionRecord } from './position-record'

/** One judged event as the LMS keeps it. */
export interface Transition {
  eventId: string
  /** The event itself, or the reversal that made its split another one. */
  causedBy: string
  /** The generation of the cause. */
  generation: number
  seq: number
  split: TransactionSplit
  /** Where the loan stood; only with an event's own transition. */
  before: LoanPosition | null
  after: LoanPosition | null
  refusal: StepRefusal | null
}

/** A split that stands no longer; what stands for the event is written as a contra row. */
export interface UndoneSplit {
  eventId: string
  causedBy: string
  generation: number
}

export interface Recording {
  streamId: string
  /** The loan's seq when it was loaded; the write goes through only if it still is. */
  expectSeq: number
  seq: number
  position: LoanPosition
  transitions: Transition[]
  undone: UndoneSplit[]
  park: ({ eventId: string } & StepRefusal) | null
}

/** Writes a batch of transitions in one transaction; false where another attempt was faster. */
export async function recordTransitions(
  database: Statements,
  argument: LmsRecordArgument,
): Promise<boolean> {
  const rows = await database.query<{ outcome: 'RECORDED' | 'CONFLICT' }>(
    'lms_record',
    'SELECT lms_record($1::jsonb) AS outcome',
    [JSON.stringify(argument)],
  )
  return rows[0]?.outcome === 'RECORDED'
}

/** What `lms_record` is handed: it refuses a key that is missing. Amounts are decimal digits. */
export interface LmsRecordArgument {
  streamId: string
  expectSeq: number
  seq: number
  position: PositionRecord | OwnPositionRecord
  transactions: TransactionRow[]
  undone: UndoneRow[]
  /** Charges that events of the batch bring: they get numbers. */
  charges?: { event_id: string; index: number }[]
  /** Of a loan of our own LMS: when it is looked at next for what falls due by the clock. */
  due?: Wake | null
  park: Recording['park']
}

export interface TransactionRow extends UndoneRow {
  seq: number
  type: string
  date: string
  amount: string
  principal: string
  interest: string
  fees: string
  /** 0 where it is left out. */
  penalties?: string
  waived: string
  overpayment: string
  before: PositionRecord | null
  after: PositionRecord | null
  refusal_code: string | null
  refusal_message: string | null
}

interface UndoneRow {
  event_id: string
  /** Which of its event's transactions; 0 where it is left out. */
  part?: number
  caused_by: string
  generation: number
}

export function lmsRecordArgument(recording: Recording): LmsRecordArgument {
  const { streamId, expectSeq, seq, park } = recording
  return {
    streamId,
    expectSeq,
    seq,
    position: toRecord(recording.position),
    transactions: recording.transitions.map(transactionRow),
    undone: recording.undone.map(({ eventId, causedBy, generation }) => ({
      event_id: eventId,
      caused_by: causedBy,
      generation,
    })),
    park,
  }
}

function transactionRow(transition: Transition): TransactionRow {
  const { split } = transition
  return {
    event_id: transition.eventId,
    caused_by: transition.causedBy,
    generation: transition.generation,
    seq: transition.seq,
    type: split.type,
    date: split.date,
    amount: split.amount.toString(),
    principal: split.principal.toString(),
    interest: split.interest.toString(),
    fees: split.fees.toString(),
    waived: split.waived.toString(),
    overpayment: split.overpayment.toString(),
    before: transition.before && toRecord(transition.before),
    after: transition.after && toRecord(transition.after),
    refusal_code: transition.refusal?.code ?? null,
    refusal_message: transition.refusal?.message ?? null,
  }
}

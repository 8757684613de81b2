import type { LoanPosition, TransactionSplit } from '../domain/position'
import type { StepRefusal } from '../domain/step-results'
import type { Database } from '../platform/database'
import { toRecord } from './position-record'

/** One judged event as the LMS keeps it. */
export interface Transition {
  eventId: string
  seq: number
  generation: number
  split: TransactionSplit
  before: LoanPosition
  after: LoanPosition
  refusal: StepRefusal | null
}

export interface Recording {
  streamId: string
  /** The loan's seq when it was loaded; the write goes through only if it still is. */
  expectSeq: number
  seq: number
  position: LoanPosition
  transitions: Transition[]
  park: ({ eventId: string } & StepRefusal) | null
}

/** Writes a batch of transitions in one transaction; false where another attempt was faster. */
export async function recordTransitions(
  database: Database,
  recording: Recording,
): Promise<boolean> {
  const batch = {
    ...recording,
    position: toRecord(recording.position),
    transitions: undefined,
    transactions: recording.transitions.map(transactionRow),
  }
  const rows = await database.query<{ outcome: 'RECORDED' | 'CONFLICT' }>(
    'lms_record',
    'SELECT lms_record($1::jsonb) AS outcome',
    [JSON.stringify(batch)],
  )
  return rows[0]?.outcome === 'RECORDED'
}

function transactionRow(transition: Transition): Record<string, unknown> {
  const { split } = transition
  return {
    event_id: transition.eventId,
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
    before: toRecord(transition.before),
    after: toRecord(transition.after),
    refusal_code: transition.refusal?.code ?? null,
    refusal_message: transition.refusal?.message ?? null,
  }
}

import type { LoanRef } from '../domain/loan-ref'
import type { LedgerChange } from '../domain/posting/ledger-change'
import type { StepRefusal } from '../domain/step-results'
import type { Database } from '../platform/database'
import { changeRows } from './change-rows'

export interface EndedEvent {
  eventId: string
  status: 'POSTED' | 'FAILED' | 'PARKED'
  reason: StepRefusal | null
}

export interface OwedCompensation {
  eventId: string
  generation: number
  fromSeq: number
  toSeq: number
  reason: StepRefusal
}

export interface LedgerWrite {
  streamId: string
  loan: LoanRef
  /** The hash of the last entry before this write. */
  chainHead: string
  /** The ledger's seq when it was loaded; the write goes through only if it still is. */
  expectSeq: number
  seq: number
  change: LedgerChange
  /** The generation in which each event of the batch is posted. */
  generations: ReadonlyMap<string, number>
  /** The reversal that causes the change, and the events it withdraws. */
  reversal: { eventId: string; withdrawn: readonly string[] } | null
  ended: EndedEvent[]
  owed: OwedCompensation | null
}

export type WriteOutcome = { status: 'POSTED'; more: boolean } | { status: 'CONFLICT' }

/** Writes a batch to the books in one transaction, ends its events, and pulls what was staged meanwhile. */
export async function writeLedger(database: Database, write: LedgerWrite): Promise<WriteOutcome> {
  const [row] = await database.query<{ outcome: WriteOutcome }>(
    'ledger_post',
    'SELECT ledger_post($1::jsonb) AS outcome',
    [JSON.stringify(ledgerRows(write))],
  )
  if (row === undefined) throw new Error('ledger_post gave no outcome')
  return row.outcome
}

/** A write as `ledger_post` reads it. */
export function ledgerRows(write: LedgerWrite): Record<string, unknown> {
  const { owed, reversal } = write
  return {
    streamId: write.streamId,
    expectSeq: write.expectSeq,
    seq: write.seq,
    ...changeRows(write),
    reversal: reversal?.eventId ?? null,
    withdrawn: reversal?.withdrawn ?? [],
    outcomes: write.ended.map(({ eventId, status, reason }) => ({
      event_id: eventId,
      status,
      code: reason?.code ?? null,
      message: reason?.message ?? null,
    })),
    owed: owed && {
      event_id: owed.eventId,
      generation: owed.generation,
      from_seq: owed.fromSeq,
      to_seq: owed.toSeq,
      ...owed.reason,
    },
  }
}

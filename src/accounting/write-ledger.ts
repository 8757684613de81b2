import type { InstallmentLine } from '../domain/books/lending/installment-lines'
import type { Statements } from '../platform/statements'
import { changeRows } from './change-rows'
import type { LedgerPostArgument } from './ledger-post-argument'
import type { LedgerWrite } from './ledger-write'

export type WriteOutcome = { status: 'POSTED'; more: boolean } | { status: 'CONFLICT' }

/** Writes a batch to the books in one transaction, ends its events, and pulls what was staged meanwhile. */
export async function writeLedger(database: Statements, write: LedgerWrite): Promise<WriteOutcome> {
  const [row] = await database.query<{ outcome: WriteOutcome }>(
    'ledger_post',
    'SELECT ledger_post($1::jsonb) AS outcome',
    [JSON.stringify(ledgerPostArgument(write))],
  )
  if (row === undefined) throw new Error('ledger_post gave no outcome')
  return row.outcome
}

export function ledgerPostArgument(write: LedgerWrite): LedgerPostArgument {
  const { owed, reversal, installments = [] } = write
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
    ...(installments.length > 0 ? { installments: installments.map(installmentRow) } : {}),
    owed: owed && {
      event_id: owed.eventId,
      generation: owed.generation,
      from_seq: owed.fromSeq,
      to_seq: owed.toSeq,
      ...owed.reason,
    },
  }
}

function installmentRow(line: InstallmentLine) {
  const { installment, due, kind, eventId, causedBy, bookedOn } = line
  return {
    ...{ item: installment, due_on: due, kind },
    principal: line.principal.toString(),
    interest: line.interest.toString(),
    fees: line.fees.toString(),
    penalties: line.penalties.toString(),
    ...{ event_id: eventId, caused_by: causedBy, booked_on: bookedOn },
  }
}

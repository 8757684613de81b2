import type { LoanRef } from '../contract/loan-ref'
import type { EventKind } from '../domain/events/kinds'
import type { Statements } from '../platform/statements'
import { datedCommand } from './command-request'
import type { Commanded } from './command-request'
import { reversalCommand, reversalRequest } from './reversal-request'
import type { AskedReversal } from './reversal-request'
import type { StageRequest } from './stage-request'

/** What undoes an event, by where its loan lives: a reversal, of a write-off its own undo. */
export async function undoRequest(
  database: Statements,
  loan: LoanRef,
  asked: AskedReversal,
  { context, sender }: Omit<Commanded, 'loan'>,
): Promise<StageRequest> {
  const [event] = await database.query<{ kind: EventKind; home: StageRequest['home'] }>(
    'undone_event',
    `SELECT e.kind, s.home FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id
     WHERE e.business_id = $1 AND e.id = CASE WHEN pg_input_is_valid($2, 'uuid') THEN $2::uuid END`,
    [loan.businessId, asked.eventId],
  )
  if (event?.home !== 'LMS') return reversalRequest(loan, asked, context, sender)
  if (event.kind !== 'WRITE_OFF') return reversalCommand(loan, asked, context, sender)
  return datedCommand(
    'UNDO_WRITE_OFF',
    { loan, context, sender },
    { date: asked.reversalDate },
    { note: asked.reason },
  )
}

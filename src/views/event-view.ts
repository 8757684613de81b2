import type { Statements } from '../platform/statements'
import { BOOKS_COLUMNS, toEventBooks, TOUCHED } from './event-books'
import type { BooksRow, EventBooks } from './event-books'
import { toEventRecord } from './event-record'
import type { EventRecord, EventRow } from './event-record'

export interface EventView extends EventBooks {
  loanId: string
  event: EventRecord
}

type Row = { loanId: string; effectiveDay: string } & Omit<EventRow, 'effectiveDate'> & BooksRow

/** One statement: whoever waits for an outcome waits for this. */
const EVENT = `
  WITH event AS (
    SELECT e.*, s.external_id FROM loan_event e JOIN loan_stream s ON s.id = e.stream_id
    WHERE e.id = $2::uuid AND e.business_id = $1::uuid
  ), ${TOUCHED}
  SELECT external_id AS "loanId", id, seq, kind, payload, details, effective_date AS "effectiveDay", status,
         received_at AS "receivedAt", finished_at AS "finishedAt", failure_code AS "failureCode",
         failure_message AS "failureMessage", reversed_by AS "reversedBy",
         (SELECT jsonb_build_object('id', x.id, 'seq', x.seq, 'status', x.status)
          FROM loan_event x WHERE x.id = event.staged_with) AS correction,
         ${BOOKS_COLUMNS}
  FROM event`

/** An event of a business with what it did to the books; null where the business has none such. */
export async function findEvent(
  database: Statements,
  businessId: string,
  eventId: string,
): Promise<EventView | null> {
  const [row] = await database.query<Row>('event_view', EVENT, [businessId, eventId])
  if (row === undefined) return null
  const { loanId, effectiveDay } = row
  const event = toEventRecord({ ...row, effectiveDate: new Date(effectiveDay) })
  return { loanId, event, ...toEventBooks(loanId, row) }
}

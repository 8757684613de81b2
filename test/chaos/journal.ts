import type { Database } from '../../src/platform/database'

/** An entry of the journal as the database holds it. */
export interface RecordedEntry {
  no: number
  eventId: string
  causedBy: string
  date: string
  valueDate: string
  description: string
  reverses: number | null
  lines: { account: string; amount: string }[]
}

/** The journal of one loan, in the order in which it was written. */
export function readJournal(
  database: Database,
  businessId: string,
  loanId: string,
): Promise<RecordedEntry[]> {
  return database.query<RecordedEntry>(
    'chaos_journal',
    `SELECT e.no, e.event_id AS "eventId", e.caused_by AS "causedBy", e.date::text AS date,
            e.value_date::text AS "valueDate", e.description, e.reverses,
            (SELECT jsonb_agg(jsonb_build_object('account', l.account, 'amount', l.amount::text)
                              ORDER BY l.line_no)
             FROM journal_line l WHERE l.stream_id = e.stream_id AND l.entry_no = e.no) AS lines
     FROM journal_entry e JOIN loan_stream s ON s.id = e.stream_id
     WHERE s.business_id = $1 AND s.external_id = $2 ORDER BY e.no`,
    [businessId, loanId],
  )
}

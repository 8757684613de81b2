import type { ToldEvent } from '../contract/loan-messages'
import { envelopeOf } from '../contract/event-envelope'
import type { StreamEvent } from '../domain/events/stream-event'
import type { LoanRef } from '../contract/loan-ref'
import type { Database } from '../platform/database'

const PAGE_SIZE = 500

/** Nothing is owed on these and nothing accrues: their workflow starts with their next event. */
const CLOSED = "('Closed (obligations met)', 'Closed (written off)', 'Rejected', 'Withdrawn')"

const IS_STAGED = 's.busy AND NOT s.parked'
const IS_OPEN = `(s.busy OR s.parked OR l.status NOT IN ${CLOSED})`

const STAGED_PAGE = `
  SELECT s.id::text AS id,
         loan_ref(s) AS loan, e.event
  FROM loan_stream s
  CROSS JOIN LATERAL (SELECT event_json(w) AS event FROM loan_event w WHERE stream_id = s.id AND status = 'STAGED'
                      ORDER BY seq LIMIT 1) e
  WHERE s.id > $1 AND ${IS_STAGED} ORDER BY s.id LIMIT ${PAGE_SIZE}`

const OPEN_PAGE = `
  SELECT s.id::text AS id, s.business_id AS "businessId", s.external_id AS "loanId"
  FROM loan_stream s LEFT JOIN loan l ON l.stream_id = s.id
  WHERE s.id > $1 AND ${IS_OPEN} ORDER BY s.id LIMIT ${PAGE_SIZE}`

const COUNTS = `
  SELECT (SELECT count(*) FROM loan_stream s WHERE ${IS_STAGED})::integer AS staged,
         (SELECT count(*) FROM loan_stream s LEFT JOIN loan l ON l.stream_id = s.id
          WHERE ${IS_OPEN})::integer AS open`

/** How many loans have staged events nobody holds back, and how many are open at all. */
export async function countOpenLoans(
  database: Database,
): Promise<{ staged: number; open: number }> {
  const [counts] = await database.query<{ staged: number; open: number }>('recovery_counts', COUNTS)
  return counts ?? { staged: 0, open: 0 }
}

/** The first staged event of each loan that has one; parked loans wait for their operator. */
export async function* stagedLoans(database: Database): AsyncGenerator<ToldEvent> {
  const rows = pages<{ loan: LoanRef; event: StreamEvent }>(
    database,
    'recovery_staged',
    STAGED_PAGE,
  )
  for await (const { loan, event } of rows) yield { loan, envelope: envelopeOf(event) }
}

/** Every loan that is not closed, or that is under way, parked ones too. */
export function openLoans(database: Database): AsyncGenerator<LoanRef> {
  return pages<LoanRef>(database, 'recovery_open', OPEN_PAGE)
}

/** By the stream's id, so that a book of any size is held a page at a time. */
async function* pages<Row>(database: Database, name: string, sql: string): AsyncGenerator<Row> {
  let last = '0'
  for (;;) {
    const page = await database.query<Row & { id: string }>(name, sql, [last])
    for (const { id, ...row } of page) {
      last = id
      yield row as Row
    }
    if (page.length < PAGE_SIZE) return
  }
}

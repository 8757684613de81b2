import type { Database } from '../platform/database'

/** What waits for people, told often: nothing of it is looked for in what is finished. */
export interface Pulse {
  at: string
  parked: number
  refused24h: number
  /** Staged for more than 30 seconds. */
  waiting: number
  oldestStagedSeconds: number
  compensationsOwed: number
  jobsRunning: number
  /** How far each side of a loan has come; null where none is asked for, or there is none such. */
  loan: { last: number; lms: number; ledger: number; parked: boolean } | null
}

export async function pulse(
  database: Database,
  businessId: string,
  loanId: string | null,
): Promise<Pulse> {
  // The statuses as literals: only then does a prepared statement use the index of open events.
  const [row] = await database.query<{ pulse: Pulse }>(
    'pulse',
    `WITH open AS (
       SELECT status, received_at FROM loan_event
       WHERE status IN ('STAGED', 'PARKED') AND business_id = $1
     )
     SELECT jsonb_build_object(
       'at', iso_instant(now()),
       'parked', (SELECT count(*) FROM open WHERE status = 'PARKED'),
       'waiting', (SELECT count(*) FROM open
                   WHERE status = 'STAGED' AND received_at < now() - interval '30 seconds'),
       'oldestStagedSeconds', (SELECT coalesce(round(greatest(0, extract(epoch FROM now() - min(received_at))), 3), 0)
                               FROM open WHERE status = 'STAGED'),
       'refused24h', (SELECT count(*) FROM refused_request
                      WHERE business_id = $1 AND refused_at > now() - interval '24 hours'),
       'compensationsOwed', (SELECT count(*) FROM compensation c JOIN loan_stream s ON s.id = c.stream_id
                             WHERE c.done_at IS NULL AND s.business_id = $1),
       'jobsRunning', (SELECT count(*) FROM batch_job WHERE finished_at IS NULL AND business_id = $1),
       'loan', (SELECT jsonb_build_object('last', s.last_seq, 'lms', coalesce(l.seq, 0),
                                          'ledger', coalesce(g.seq, 0), 'parked', s.parked)
                FROM loan_stream s LEFT JOIN loan l ON l.stream_id = s.id
                LEFT JOIN ledger_loan g ON g.stream_id = s.id
                WHERE s.business_id = $1 AND s.external_id = $2)) AS pulse`,
    [businessId, loanId],
  )
  if (row === undefined) throw new Error('a count gave no row')
  return row.pulse
}

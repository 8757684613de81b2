import type { EventStatus } from '../domain/events/event-status'
import type { EventKind } from '../domain/events/kinds'
import type { Database } from '../platform/database'

/** Which parked events a batch takes again; what is left out does not matter. */
export interface BatchFilter {
  code?: string | undefined
  kind?: EventKind | undefined
  loanIds?: string[] | undefined
}

/** What `create_batch_job` is handed. */
export interface NewBatchJob {
  businessId: string
  filter: BatchFilter
  actor: string
  reason: string
}

export type BatchResult = 'RETRIED' | 'NOT_PARKED' | 'EARLIER_OPEN' | 'NOT_FOUND'

export interface BatchJobView {
  jobId: string
  status: 'RUNNING' | 'DONE'
  filter: BatchFilter
  actor: string
  reason: string
  createdAt: string
  finishedAt: string | null
  /** Events it is about, and how many of them it has been through. */
  total: number
  done: number
  /** What came of them: taken again, or why not. */
  results: Partial<Record<BatchResult, number>>
  /** Where those that were taken again stand now. */
  outcomes: Partial<Record<EventStatus, number>>
}

/** Settles which events the batch is about. @returns its id */
export async function createBatchJob(database: Database, job: NewBatchJob): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    'create_batch_job',
    'SELECT create_batch_job($1::jsonb) AS id',
    [JSON.stringify(job)],
  )
  if (row === undefined) throw new Error('a batch job was not made')
  return row.id
}

/** A job of a business; null where it has none such. */
export async function findBatchJob(
  database: Database,
  businessId: string,
  jobId: string,
): Promise<BatchJobView | null> {
  const [row] = await database.query<{ job: BatchJobView }>(
    'batch_job',
    `SELECT json_build_object(
       'jobId', j.id, 'status', CASE WHEN j.finished_at IS NULL THEN 'RUNNING' ELSE 'DONE' END,
       'filter', j.filter, 'actor', j.actor, 'reason', j.reason,
       'createdAt', iso_instant(j.created_at), 'finishedAt', iso_instant(j.finished_at), 'total', j.total,
       'done', (SELECT count(*) FROM batch_job_result WHERE job_id = j.id),
       'results', (SELECT coalesce(json_object_agg(result, events), '{}')
                   FROM (SELECT result, count(*) AS events FROM batch_job_result
                         WHERE job_id = j.id GROUP BY result) r),
       'outcomes', (SELECT coalesce(json_object_agg(status, events), '{}')
                    FROM (SELECT e.status, count(*) AS events
                          FROM batch_job_result r JOIN batch_job_item i USING (job_id, no)
                          JOIN loan_event e ON e.id = i.event_id
                          WHERE r.job_id = j.id AND r.result = 'RETRIED' GROUP BY e.status) o)) AS job
     FROM batch_job j WHERE j.business_id = $1 AND j.id = $2`,
    [businessId, jobId],
  )
  return row?.job ?? null
}

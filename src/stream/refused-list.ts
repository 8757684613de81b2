import type { EventKind } from '../domain/events/kinds'
import type { Database } from '../platform/database'
import type { FieldError } from '../platform/errors'
import { pageOf, windowOf } from '../platform/page'
import type { Page, PageRequest } from '../platform/page'

/** A request the API refused, so that nothing was staged. */
export interface RefusedView {
  refusedAt: string
  loanId: string | null
  type: EventKind
  code: string
  message: string
  fields: FieldError[]
  /** The key it came with, by its prefix. */
  sentBy: string
}

export interface RefusedFilter {
  /** Days in the business's time zone, both inclusive. */
  from?: string | undefined
  to?: string | undefined
  /** The texts under which the loan may stand. */
  loanId?: string[] | undefined
  code?: string | undefined
}

export interface RefusedPage extends Page<RefusedView> {
  /** Of those days and not kept, since there were too many within an hour: of any loan and code. */
  leftOut: number
}

/** What a business was refused in the last 90 days, the latest first. */
export async function refusedRequests(
  database: Database,
  business: { id: string; timeZone: string },
  { from, to, loanId, code }: RefusedFilter,
  page: PageRequest,
): Promise<RefusedPage> {
  const { take, skip } = windowOf(page)
  const rows = await database.query<{ total: number; leftOut: number; item: RefusedView | null }>(
    'refused_requests',
    `WITH found AS NOT MATERIALIZED (
       SELECT * FROM refused_request
       WHERE business_id = $1
         AND ($3::date IS NULL OR refused_at >= $3::date::timestamp AT TIME ZONE $2)
         AND ($4::date IS NULL OR refused_at < ($4::date + 1)::timestamp AT TIME ZONE $2)
         AND ($5::text[] IS NULL OR loan_id = ANY ($5))
         AND ($6::text IS NULL OR code = $6)
     ), shown AS (
       SELECT * FROM found ORDER BY refused_at DESC, id DESC LIMIT $7 OFFSET $8
     )
     SELECT (SELECT count(*)::integer FROM found) AS total,
            (SELECT coalesce(sum(left_out), 0)::integer FROM refused_hour
             WHERE business_id = $1
               AND ($3::date IS NULL OR hour >= date_trunc('hour', $3::date::timestamp AT TIME ZONE $2))
               AND ($4::date IS NULL OR hour < ($4::date + 1)::timestamp AT TIME ZONE $2)) AS "leftOut",
            CASE WHEN r.id IS NOT NULL THEN json_build_object(
              'refusedAt', iso_instant(r.refused_at), 'loanId', r.loan_id, 'type', r.kind, 'code', r.code,
              'message', r.message, 'fields', r.fields, 'sentBy', r.sent_by) END AS item
     FROM (SELECT) one LEFT JOIN shown r ON true ORDER BY r.refused_at DESC, r.id DESC`,
    [
      business.id,
      business.timeZone,
      from ?? null,
      to ?? null,
      loanId ?? null,
      code ?? null,
      take,
      skip,
    ],
  )
  return { ...pageOf(rows, page), leftOut: rows[0]?.leftOut ?? 0 }
}

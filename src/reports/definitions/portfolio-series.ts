import type { CivilDate } from '../../domain/values/calendar'
import type { Snapshot } from '../../platform/snapshot'
import type { Asked } from '../asked'
import { receivables } from '../receivables'
import { SqlValues } from '../sql-values'
import { NO_LOANS, sumOf } from './portfolio'
import type { Portfolio } from './portfolio'

/** Above this many days overdue a loan's principal is at risk. */
const AT_RISK_AFTER = 30

interface Step extends Portfolio {
  /** The point at which it is seen first. */
  point: number
}

/**
 * The portfolio at each of some days, in one pass over what has moved: at a point only what is new since
 * the one before counts, so that many points cost as much as few.
 * @param days in order, the last one is the last that is looked at
 */
export async function portfolioAtEach(
  snapshot: Snapshot,
  asked: Asked,
  days: readonly CivilDate[],
): Promise<Portfolio[]> {
  const last = days.at(-1)
  if (last === undefined) return []
  const values = new SqlValues()
  const points = values.dates(days)
  const steps = await snapshot.query<Step & Record<string, unknown>>(
    'report_portfolio_series',
    `WITH moved AS MATERIALIZED (
       SELECT stream_id, due_on, width_bucket(booked_on - 1, ${points}) AS point, sum(principal)::bigint AS principal,
              sum(principal + interest)::bigint AS owed
       FROM (${receivables(values, asked, last)}) m GROUP BY 1, 2, 3),
     item AS (
       SELECT stream_id, due_on, point,
              sum(owed) OVER w - owed > 0 AS was_open, sum(owed) OVER w > 0 AS is_open
       FROM moved WHERE due_on + ${AT_RISK_AFTER} < ${values.date(last)}
       WINDOW w AS (PARTITION BY stream_id, due_on ORDER BY point)),
     loan_step AS (
       SELECT stream_id, point, sum(principal)::bigint AS principal, sum(arrears)::bigint AS arrears,
              sum(late)::integer AS late
       FROM (SELECT stream_id, point, principal, 0 AS arrears, 0 AS late FROM moved WHERE principal <> 0
             UNION ALL
             SELECT stream_id, greatest(point, width_bucket(due_on, ${points})), 0, owed, 0
             FROM moved WHERE due_on < ${values.date(last)}
             UNION ALL
             SELECT stream_id, greatest(point, width_bucket(due_on + ${AT_RISK_AFTER}, ${points})), 0, 0,
                    is_open::integer - was_open::integer
             FROM item WHERE is_open <> was_open) s
       GROUP BY 1, 2),
     loan_at AS (
       SELECT stream_id, point, (principal > 0)::integer AS loans, principal, arrears,
              CASE WHEN late > 0 THEN principal ELSE 0 END AS at_risk
       FROM (SELECT stream_id, point, greatest(sum(principal) OVER w, 0) AS principal,
                    CASE WHEN sum(principal) OVER w > 0 THEN sum(arrears) OVER w ELSE 0 END AS arrears,
                    sum(late) OVER w AS late
             FROM loan_step WINDOW w AS (PARTITION BY stream_id ORDER BY point)) s)
     SELECT point, sum(loans)::integer AS "numLoans", sum(principal)::bigint AS principal,
            sum(arrears)::bigint AS arrears, sum(at_risk)::bigint AS "atRisk"
     FROM (SELECT point, loans - lag(loans, 1, 0) OVER w AS loans, principal - lag(principal, 1, 0) OVER w AS principal,
                  arrears - lag(arrears, 1, 0) OVER w AS arrears, at_risk - lag(at_risk, 1, 0) OVER w AS at_risk
           FROM loan_at WINDOW w AS (PARTITION BY stream_id ORDER BY point)) changed
     GROUP BY point`,
    values.all,
  )
  let now = NO_LOANS
  return days.map((_, point) => {
    now = sumOf([now, ...steps.filter((step) => step.point === point)])
    return now
  })
}

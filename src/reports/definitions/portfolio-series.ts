import type { CivilDate } from '../../domain/values/calendar'
import type { Snapshot } from '../../platform/snapshot'
import type { Asked } from '../asked'
import { OF_PRODUCT, PRODUCT_KEY } from '../loans-at'
import { receivables } from '../receivables'
import { SqlValues } from '../sql-values'
import { NO_LOANS, sumOf } from './portfolio'
import type { Portfolio } from './portfolio'

/** Above this many days overdue a loan's principal is at risk. */
const AT_RISK_AFTER = 30

/** What changes on a day in the loans of a product. */
interface Change extends Portfolio {
  key: string
  day: CivilDate
}

export interface Series {
  /** At each of the days. */
  points: Portfolio[]
  /** At the last of them, by product, in order of its code. */
  parts: (Portfolio & { key: string })[]
}

/**
 * The portfolio at each of some days, in one pass over what has moved. Each step of a loan is what it is
 * after it less what it was before it, so that the sums over all steps by a day are what is there then,
 * however many days are asked for.
 * @param days in order, the last one is the last that is looked at
 */
export async function portfolioAtEach(
  snapshot: Snapshot,
  asked: Asked,
  days: readonly CivilDate[],
): Promise<Series> {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return { points: [], parts: [] }
  const values = new SqlValues()
  const at = values.date(last)
  const changes = await snapshot.query<Change & Record<string, unknown>>(
    'report_portfolio_series',
    `WITH moved AS MATERIALIZED (
       SELECT stream_id, due_on, booked_on, principal, principal + interest AS owed
       FROM (${receivables(values, asked, last)}) m),
     item AS MATERIALIZED (
       SELECT stream_id, due_on, coalesce(sum(owed) FILTER (WHERE booked_on <= due_on), 0)::bigint AS overdue,
              coalesce(sum(owed) FILTER (WHERE booked_on <= due_on + ${AT_RISK_AFTER}), 0)::bigint AS at_risk
       FROM moved WHERE due_on < ${at} GROUP BY 1, 2),
     late_move AS (
       SELECT stream_id, booked_on, owed, at_risk + sum(owed) OVER w AS now
       FROM moved JOIN item USING (stream_id, due_on) WHERE booked_on > due_on + ${AT_RISK_AFTER}
       WINDOW w AS (PARTITION BY stream_id, due_on ORDER BY booked_on ROWS UNBOUNDED PRECEDING)),
     step AS (
       SELECT stream_id, booked_on AS day, principal, CASE WHEN booked_on > due_on THEN owed ELSE 0 END AS arrears,
              0 AS late
       FROM moved WHERE principal <> 0 OR booked_on > due_on
       UNION ALL
       SELECT stream_id, due_on + 1, 0, overdue, 0 FROM item WHERE overdue <> 0
       UNION ALL
       SELECT stream_id, due_on + ${AT_RISK_AFTER} + 1, 0, 0, 1
       FROM item WHERE at_risk > 0 AND due_on + ${AT_RISK_AFTER} < ${at}
       UNION ALL
       SELECT stream_id, booked_on, 0, 0, (now > 0)::integer - (now - owed > 0)::integer FROM late_move),
     loan_now AS (
       SELECT stream_id, day, principal, arrears, late, (sum(principal) OVER w)::bigint AS principal_now,
              (sum(arrears) OVER w)::bigint AS arrears_now, sum(late) OVER w AS late_now
       FROM step WINDOW w AS (PARTITION BY stream_id ORDER BY day ROWS UNBOUNDED PRECEDING)),
     turn AS (
       SELECT stream_id, day, principal_now AS after, principal_now - principal AS before, arrears_now AS arrears_after,
              arrears_now - arrears AS arrears_before, late_now > 0 AS is_late, late_now - late > 0 AS was_late
       FROM loan_now)
     SELECT ${PRODUCT_KEY} AS key, greatest(day, ${values.date(first)}) AS day,
            sum((after > 0)::integer - (before > 0)::integer)::integer AS "numLoans",
            sum(greatest(after, 0) - greatest(before, 0))::bigint AS principal,
            sum(CASE WHEN after > 0 THEN arrears_after ELSE 0 END - CASE WHEN before > 0 THEN arrears_before ELSE 0 END)
              ::bigint AS arrears,
            sum(CASE WHEN is_late THEN greatest(after, 0) ELSE 0 END - CASE WHEN was_late THEN greatest(before, 0) ELSE 0 END)
              ::bigint AS "atRisk"
     FROM turn JOIN loan o USING (stream_id) ${OF_PRODUCT} GROUP BY 1, 2 ORDER BY 1, 2`,
    values.all,
  )
  return { points: pointsOf(changes, days), parts: partsOf(changes) }
}

function pointsOf(changes: readonly Change[], days: readonly CivilDate[]): Portfolio[] {
  const inOrder = [...changes].sort((one, other) => (one.day < other.day ? -1 : 1))
  let [now, next] = [NO_LOANS, 0]
  return days.map((day) => {
    const from = next
    while ((inOrder[next]?.day ?? day) <= day && next < inOrder.length) next += 1
    now = sumOf([now, ...inOrder.slice(from, next)])
    return now
  })
}

function partsOf(changes: readonly Change[]): Series['parts'] {
  const keys = [...new Set(changes.map(({ key }) => key))]
  return keys
    .map((key) => ({ key, ...sumOf(changes.filter((change) => change.key === key)) }))
    .filter(({ numLoans }) => numLoans > 0)
}

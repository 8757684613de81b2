import type { Snapshot } from '../../platform/snapshot'
import type { Asked } from '../asked'
import { customerAt, loansAt, OF_PRODUCT, PRODUCT_KEY } from '../loans-at'
import { SqlValues } from '../sql-values'
import type { GroupBy } from './flows'
import type { Portfolio } from './portfolio'

export type Risk = Pick<Portfolio, 'principal' | 'atRisk'>

/** Principal outstanding at the end of the period, and what of it is of loans overdue for more than 30 days. */
export async function riskBy(
  snapshot: Snapshot,
  asked: Asked,
  groupBy: Exclude<GroupBy, 'month'>,
): Promise<Map<string, Risk>> {
  const values = new SqlValues()
  const loans = loansAt(values, asked, asked.to)
  const key = {
    product: () => PRODUCT_KEY,
    currency: () => values.text(asked.currency),
    customer: () => customerAt(values, asked, asked.to),
  }[groupBy]()
  const rows = await snapshot.query<Risk & { key: string }>(
    'report_risk',
    `WITH ${loans}
     SELECT ${key} AS key, sum(at.principal)::bigint AS principal,
            coalesce(sum(at.principal) FILTER (WHERE at.days > 30), 0)::bigint AS "atRisk"
     FROM at JOIN loan o ON o.stream_id = at.stream_id JOIN loan_stream s ON s.id = o.stream_id ${OF_PRODUCT}
     WHERE at.principal > 0 GROUP BY 1`,
    values.all,
  )
  return new Map(rows.map(({ key: of, ...risk }) => [of, risk]))
}

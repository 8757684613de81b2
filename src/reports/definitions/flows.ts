import type { Snapshot } from '../../platform/snapshot'
import type { Asked } from '../asked'
import { IS_DISBURSEMENT, IS_RECEIPT } from '../journal'
import { OF_PRODUCT, PRODUCT_KEY } from '../loans-at'
import { SqlValues } from '../sql-values'

export type GroupBy = 'product' | 'currency' | 'month' | 'customer'

/** What moved in a period, minor units. What is taken back counts against the day on which it is. */
export interface Flows {
  key: string
  newLoans: number
  disbursed: bigint
  repayments: bigint
  writeOff: bigint
}

export function flowsBy(snapshot: Snapshot, asked: Asked, groupBy: GroupBy): Promise<Flows[]> {
  const values = new SqlValues()
  const lent = `l.role = '1101' AND ${IS_DISBURSEMENT}`
  const key = {
    product: () => PRODUCT_KEY,
    currency: () => values.text(asked.currency),
    month: () => `to_char(l.date, 'YYYY-MM')`,
    customer: () =>
      `CASE WHEN s.home = 'LMS' THEN o.customer_id ELSE e.payload ->> 'customerId' END`,
  }[groupBy]()
  const ofEvent =
    groupBy === 'customer'
      ? 'JOIN loan_stream s ON s.id = l.stream_id JOIN loan_event e ON e.id = j.event_id'
      : ''
  return snapshot.query<Flows & Record<string, unknown>>(
    'report_flows',
    `SELECT ${key} AS key,
            coalesce(sum(CASE WHEN j.reverses IS NULL THEN 1 ELSE -1 END) FILTER (WHERE ${lent}), 0)::integer
              AS "newLoans",
            coalesce(sum(l.amount) FILTER (WHERE ${lent}), 0)::bigint AS disbursed,
            coalesce(sum(l.amount) FILTER (WHERE l.role = '1001'), 0)::bigint AS repayments,
            coalesce(sum(l.amount) FILTER (WHERE l.role = '5101'), 0)::bigint AS "writeOff"
     FROM journal_line l JOIN journal_entry j ON j.stream_id = l.stream_id AND j.no = l.entry_no
     JOIN loan o ON o.stream_id = l.stream_id ${OF_PRODUCT} ${ofEvent}
     WHERE l.business_id = ${values.uuid(asked.businessId)} AND l.role IN ('1001', '1101', '5101')
       AND (l.role = '5101' OR l.role = '1001' AND ${IS_RECEIPT} OR ${lent})
       AND l.date BETWEEN ${values.date(asked.from)} AND ${values.date(asked.to)}
       ${values.writtenBy(asked.recordedUpTo, 'j')}
     GROUP BY 1`,
    values.all,
  )
}

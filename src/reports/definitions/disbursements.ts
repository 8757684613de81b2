import type { Snapshot } from '../../platform/snapshot'
import type { Asked } from '../asked'
import { IS_DISBURSEMENT } from '../journal'
import { OF_PRODUCT, PRODUCT_KEY } from '../loans-at'
import { Late, Listed, periodText, report } from '../report'
import type { Rows } from '../report'
import { SqlValues } from '../sql-values'

interface Disbursed extends Record<string, unknown> {
  date: string
  loanId: string
  customerId: string
  productCode: string
  amount: bigint
}

export const disbursements = report({
  name: 'disbursements',
  title: 'Disbursements',
  summary: 'Each loan that was paid out in a period and not taken back by its end',
  parameters: {},
  make(snapshot, asked) {
    const totals = { count: 0, amountMinor: 0n }
    const rows = read(snapshot, asked, totals)
    return Promise.resolve({
      members: [
        ['fromDate', asked.from],
        ['toDate', asked.to],
        ['rows', new Listed(rows)],
        ['totals', new Late(() => totals)],
      ],
      table: {
        about: [periodText(asked)],
        columns: [
          { name: 'date', heading: 'Date', kind: 'date' },
          { name: 'loanId', heading: 'Loan', kind: 'text', width: 2.4 },
          { name: 'customerId', heading: 'Customer', kind: 'text', width: 2.4 },
          { name: 'productCode', heading: 'Product', kind: 'text', width: 1.2 },
          { name: 'amountMinor', heading: 'Amount', kind: 'money' },
          { name: 'currency', heading: '', kind: 'text', width: 0.4 },
        ],
        rows,
        total: () => ({ amountMinor: totals.amountMinor }),
      },
    })
  },
})

async function* read(
  snapshot: Snapshot,
  asked: Asked,
  totals: { count: number; amountMinor: bigint },
): Rows & AsyncGenerator<readonly { amountMinor: bigint }[]> {
  const values = new SqlValues()
  const found = snapshot.rows<Disbursed>(
    'report_disbursements',
    `SELECT l.date, s.external_id AS "loanId",
            CASE WHEN s.home = 'LMS' THEN o.customer_id ELSE e.payload ->> 'customerId' END AS "customerId",
            ${PRODUCT_KEY} AS "productCode", l.amount
     FROM ${standing(values, asked)}
     JOIN loan_event e ON e.id = j.event_id
     JOIN loan_stream s ON s.id = l.stream_id JOIN loan o ON o.stream_id = l.stream_id ${OF_PRODUCT}
     ORDER BY l.date, l.stream_id, l.entry_no`,
    values.all,
  )
  for await (const rows of found) {
    yield rows.map(({ amount, date, loanId, customerId, productCode }) => {
      totals.count += 1
      totals.amountMinor += amount
      return {
        date,
        loanId,
        customerId,
        productCode,
        amountMinor: amount,
        currency: asked.currency,
      }
    })
  }
}

/** The principal of each disbursement of the period that nothing takes back by its end: `l`, of the entry `j`. */
function standing(values: SqlValues, asked: Asked): string {
  const to = values.date(asked.to)
  return `(
    SELECT l.* FROM journal_line l
    WHERE l.business_id = ${values.uuid(asked.businessId)} AND l.role = '1101' AND l.amount > 0
      AND l.date BETWEEN ${values.date(asked.from)} AND ${to}) l
  JOIN journal_entry j ON j.stream_id = l.stream_id AND j.no = l.entry_no AND j.reverses IS NULL
    AND ${IS_DISBURSEMENT} ${values.writtenBy(asked.recordedUpTo, 'j')}
    AND NOT EXISTS (
      SELECT FROM journal_entry m WHERE m.stream_id = j.stream_id AND m.reverses = j.no AND m.date <= ${to}
        ${values.writtenBy(asked.recordedUpTo, 'm')})`
}

import { loansAt, OF_PRODUCT, PRODUCT_KEY } from '../loans-at'
import { number, text } from '../parameters'
import { asOfText, listOf, report } from '../report'
import { SqlValues } from '../sql-values'

interface OfProduct extends Record<string, unknown> {
  productCode: string
  numLoans: number
  exposure: bigint
}

export const nonPerformingLoans = report({
  name: 'npl',
  title: 'Non-performing loans',
  summary: 'Loans with principal outstanding that are overdue for long at a day',
  parameters: {
    daysOverdue: number('From how many days on.', 36_500).default(90),
    productCode: text(
      'Of one product only; `(pushed)` for loans without one.',
      'LOAN_BASIC',
    ).optional(),
  },
  async make(snapshot, asked, { daysOverdue, productCode }) {
    const values = new SqlValues()
    const found = await snapshot.query<OfProduct>(
      'report_npl',
      `WITH ${loansAt(values, asked, asked.to)}
       SELECT ${PRODUCT_KEY} AS "productCode", count(*)::integer AS "numLoans", sum(at.principal)::bigint AS exposure
       FROM at JOIN loan o ON o.stream_id = at.stream_id ${OF_PRODUCT}
       WHERE at.principal > 0 AND at.days >= ${values.integer(daysOverdue)}
         ${productCode === undefined ? '' : `AND ${PRODUCT_KEY} = ${values.text(productCode)}`}
       GROUP BY 1 ORDER BY 1`,
      values.all,
    )
    const byProduct = found.map(({ exposure, ...row }) => ({ ...row, exposureMinor: exposure }))
    const totals = {
      numLoans: byProduct.reduce((sum, { numLoans }) => sum + numLoans, 0),
      exposureMinor: byProduct.reduce((sum, { exposureMinor }) => sum + exposureMinor, 0n),
    }
    return {
      members: [
        ['fromDate', asked.from],
        ['toDate', asked.to],
        ['daysOverdue', daysOverdue],
        ['totals', totals],
        ['byProduct', byProduct],
      ],
      table: {
        about: [asOfText(asked), `Overdue for ${daysOverdue} days or more`],
        columns: [
          { name: 'productCode', heading: 'Product', kind: 'text', width: 2 },
          { name: 'numLoans', heading: 'Loans', kind: 'count' },
          { name: 'exposureMinor', heading: 'Exposure', kind: 'money' },
        ],
        rows: listOf(byProduct),
        total: () => totals,
      },
    }
  },
})

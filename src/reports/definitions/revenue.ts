import { OF_PRODUCT, PRODUCT_KEY } from '../loans-at'
import { choice } from '../parameters'
import { listOf, periodText, report } from '../report'
import { SqlValues } from '../sql-values'

interface OfProduct extends Record<string, unknown> {
  productCode: string
  fees: bigint
  interest: bigint
}

/** Admin fees, fees and penalties, by their standard accounts. */
const FEES = `('4102', '4103', '4104')`
const INTEREST = `('4101')`

export const revenue = report({
  name: 'revenue',
  title: 'Revenue',
  summary: 'Interest and fees that were booked as income in a period',
  parameters: {
    revenueType: choice(
      ['total', 'interest', 'fees'],
      'interest, fees: the other one is 0.',
    ).default('total'),
  },
  async make(snapshot, asked, { revenueType }) {
    const values = new SqlValues()
    const found = await snapshot.query<OfProduct>(
      'report_revenue',
      `SELECT ${PRODUCT_KEY} AS "productCode",
              coalesce(-sum(l.amount) FILTER (WHERE l.role IN ${FEES}), 0)::bigint AS fees,
              coalesce(-sum(l.amount) FILTER (WHERE l.role IN ${INTEREST}), 0)::bigint AS interest
       FROM journal_line l JOIN loan o ON o.stream_id = l.stream_id ${OF_PRODUCT}
       ${asked.recordedUpTo === null ? '' : 'JOIN journal_entry j ON j.stream_id = l.stream_id AND j.no = l.entry_no'}
       WHERE l.business_id = ${values.uuid(asked.businessId)} AND l.role IN ('4101', '4102', '4103', '4104')
         AND l.date BETWEEN ${values.date(asked.from)} AND ${values.date(asked.to)}
         ${values.writtenBy(asked.recordedUpTo, 'j')}
       GROUP BY 1 ORDER BY 1`,
      values.all,
    )
    const byProduct = found.map(({ productCode, fees, interest }) => {
      const feesMinor = revenueType === 'interest' ? 0n : fees
      const interestMinor = revenueType === 'fees' ? 0n : interest
      return { productCode, feesMinor, interestMinor, totalMinor: feesMinor + interestMinor }
    })
    const sum = (name: 'feesMinor' | 'interestMinor' | 'totalMinor') =>
      byProduct.reduce((total, row) => total + row[name], 0n)
    const totals = {
      feesMinor: sum('feesMinor'),
      interestMinor: sum('interestMinor'),
      totalMinor: sum('totalMinor'),
    }
    return {
      members: [
        ['fromDate', asked.from],
        ['toDate', asked.to],
        ['totals', totals],
        ['byProduct', byProduct],
      ],
      table: {
        about: [periodText(asked)],
        columns: [
          { name: 'productCode', heading: 'Product', kind: 'text', width: 2 },
          { name: 'feesMinor', heading: 'Fees', kind: 'money' },
          { name: 'interestMinor', heading: 'Interest', kind: 'money' },
          { name: 'totalMinor', heading: 'Total', kind: 'money' },
        ],
        rows: listOf(byProduct),
        total: () => totals,
      },
    }
  },
})

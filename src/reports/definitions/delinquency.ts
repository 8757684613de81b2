import type { Snapshot } from '../../platform/snapshot'
import type { Asked } from '../asked'
import { customerAt, loansAt, OF_PRODUCT, PRODUCT_KEY } from '../loans-at'
import { choice } from '../parameters'
import { asOfText, listOf, report } from '../report'
import type { Column } from '../report'
import { SqlValues } from '../sql-values'

const BUCKETS = ['1-30', '31-60', '61-90', '90+'] as const
type Bucket = (typeof BUCKETS)[number]

interface Group {
  /** Null of all of them together. */
  bucket: Bucket | null
  /** Null of all products together. */
  productCode: string | null
  numLoans: number
  customers: number
  exposure: bigint
}

export const delinquency = report({
  name: 'delinquency',
  title: 'Delinquency',
  summary: 'Loans that are overdue at a day, by how long they are',
  parameters: {
    bucket: choice(
      BUCKETS,
      'Days overdue; 90+ is 91 days and more. All four where it is left out.',
    ).optional(),
  },
  async make(snapshot, asked, { bucket }) {
    const groups = await groupsOf(snapshot, asked, bucket ?? null)
    const shown = bucket === undefined ? BUCKETS : [bucket]
    const all = figuresOf(groups, bucket ?? null)
    const perBucket = shown.map((one) => ({ bucket: one, ...figuresOf(groups, one) }))
    const products: Column[] = [
      { name: 'productCode', heading: 'Product', kind: 'text', width: 2 },
      { name: 'numLoans', heading: 'Loans', kind: 'count' },
      { name: 'exposureMinor', heading: 'Exposure', kind: 'money' },
    ]
    const total = () => ({ numLoans: all.counts.numLoans, exposureMinor: all.exposureMinor })
    if (bucket !== undefined) {
      return {
        members: [['asOf', asked.to], ['bucket', bucket], ...Object.entries(all)],
        table: {
          about: [asOfText(asked), `${bucket} days overdue`],
          columns: products,
          rows: listOf(all.byProduct),
          total,
        },
      }
    }
    const rows = perBucket.flatMap(({ bucket: one, byProduct }) =>
      byProduct.map((row) => ({ bucket: one, ...row })),
    )
    return {
      members: [['asOf', asked.to], ...Object.entries(all), ['buckets', perBucket]],
      table: {
        about: [asOfText(asked)],
        columns: [{ name: 'bucket', heading: 'Days overdue', kind: 'text' }, ...products],
        rows: listOf(rows),
        total,
      },
    }
  },
})

function figuresOf(groups: readonly Group[], bucket: Bucket | null) {
  const ofBucket = groups.filter((group) => group.bucket === bucket)
  const all = ofBucket.find(({ productCode }) => productCode === null)
  return {
    counts: { numLoans: all?.numLoans ?? 0, uniqueCustomers: all?.customers ?? 0 },
    exposureMinor: all?.exposure ?? 0n,
    byProduct: ofBucket.flatMap(({ productCode, numLoans, exposure }) =>
      productCode === null ? [] : [{ productCode, numLoans, exposureMinor: exposure }],
    ),
  }
}

/** Of each bucket and product, of each of the two alone, and of all. */
function groupsOf(snapshot: Snapshot, asked: Asked, bucket: Bucket | null): Promise<Group[]> {
  const values = new SqlValues()
  return snapshot.query<Group & Record<string, unknown>>(
    'report_delinquency',
    `WITH ${loansAt(values, asked, asked.to)},
     overdue AS (
       SELECT at.principal, ${PRODUCT_KEY} AS product,
              CASE WHEN days <= 30 THEN '1-30' WHEN days <= 60 THEN '31-60' WHEN days <= 90 THEN '61-90' ELSE '90+' END
                AS bucket,
              ${customerAt(values, asked, asked.to)} AS customer
       FROM at JOIN loan o ON o.stream_id = at.stream_id JOIN loan_stream s ON s.id = o.stream_id ${OF_PRODUCT}
       WHERE at.days IS NOT NULL)
     SELECT bucket, product AS "productCode", count(*)::integer AS "numLoans",
            count(DISTINCT customer)::integer AS customers, sum(principal)::bigint AS exposure
     FROM overdue ${bucket === null ? '' : `WHERE bucket = ${values.text(bucket)}`}
     GROUP BY GROUPING SETS ((bucket, product), (bucket), (product), ())
     HAVING count(*) > 0
     ORDER BY bucket, product`,
    values.all,
  )
}

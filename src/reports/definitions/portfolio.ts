import type { CivilDate } from '../../domain/values/calendar'
import type { Snapshot } from '../../platform/snapshot'
import type { Asked } from '../asked'
import { loansAt, OF_PRODUCT, PRODUCT_KEY } from '../loans-at'
import { ratioOf } from '../ratio'
import { SqlValues } from '../sql-values'

/** What loans with principal open come to, minor units. */
export interface Portfolio {
  numLoans: number
  principal: bigint
  arrears: bigint
  /** Principal of loans that are overdue for more than 30 days. */
  atRisk: bigint
}

export const NO_LOANS: Portfolio = { numLoans: 0, principal: 0n, arrears: 0n, atRisk: 0n }

export function sumOf(parts: readonly Portfolio[]): Portfolio {
  return parts.reduce(
    (sum, part) => ({
      numLoans: sum.numLoans + part.numLoans,
      principal: sum.principal + part.principal,
      arrears: sum.arrears + part.arrears,
      atRisk: sum.atRisk + part.atRisk,
    }),
    NO_LOANS,
  )
}

export function figuresOf({ numLoans, principal, arrears, atRisk }: Portfolio) {
  return {
    numLoans,
    principalOutstandingMinor: principal,
    arrearsMinor: arrears,
    par30: ratioOf(atRisk, principal),
  }
}

/** By product, in order of its code. */
export function portfolioByProduct(
  snapshot: Snapshot,
  asked: Asked,
  day: CivilDate,
): Promise<(Portfolio & { key: string })[]> {
  const values = new SqlValues()
  return snapshot.query(
    'report_portfolio',
    `WITH ${loansAt(values, asked, day)}
     SELECT ${PRODUCT_KEY} AS key, count(*)::integer AS "numLoans", sum(at.principal)::bigint AS principal,
            sum(at.arrears)::bigint AS arrears,
            coalesce(sum(at.principal) FILTER (WHERE at.days > 30), 0)::bigint AS "atRisk"
     FROM at JOIN loan o ON o.stream_id = at.stream_id ${OF_PRODUCT}
     WHERE at.principal > 0 GROUP BY 1 ORDER BY 1`,
    values.all,
  )
}

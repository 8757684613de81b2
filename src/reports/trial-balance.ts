import type { CivilDate } from '../domain/values/calendar'
import type { Database } from '../platform/database'
import type { Statements } from '../platform/statements'
import { SqlValues } from './sql-values'

export interface TrialBalanceLine {
  code: string
  name: string
  /** The closing balance in minor units on its side; the other side is zero. */
  debit: bigint
  credit: bigint
}

export interface TrialBalance {
  /** ISO 4217. */
  currency: string
  /** Every account of the business, by code. */
  lines: TrialBalanceLine[]
  totalDebit: bigint
  totalCredit: bigint
}

/** Later than any day that is booked. */
const ALL_DAYS: CivilDate = '9999-12-31'

/** What stands on each account of a business, all that is booked. */
export async function trialBalance(database: Database, businessId: string): Promise<TrialBalance> {
  const [business] = await database.query<{ currency: string }>(
    'currency_of',
    'SELECT currency FROM business WHERE id = $1',
    [businessId],
  )
  if (business === undefined) throw new Error(`There is no business ${businessId}.`)
  const lines = await balancesAt(database, { businessId, to: ALL_DAYS, recordedUpTo: null })
  return {
    currency: business.currency,
    lines,
    totalDebit: lines.reduce((total, { debit }) => total + debit, 0n),
    totalCredit: lines.reduce((total, { credit }) => total + credit, 0n),
  }
}

interface AtEndOf {
  businessId: string
  to: CivilDate
  recordedUpTo: Date | null
}

/** What stands on each account of the chart at the end of a day, in order of their codes. */
export async function balancesAt(
  statements: Statements,
  { businessId, to, recordedUpTo }: AtEndOf,
): Promise<TrialBalanceLine[]> {
  const values = new SqlValues()
  const business = values.uuid(businessId)
  const rows = await statements.query<{ code: string; name: string; balance: bigint }>(
    recordedUpTo === null ? 'trial_balance' : 'trial_balance_written_by',
    `SELECT a.code, a.name, coalesce(b.balance, 0) AS balance
     FROM account a LEFT JOIN (
       SELECT l.account, sum(l.amount)::bigint AS balance FROM journal_line l
       ${recordedUpTo === null ? '' : 'JOIN journal_entry j ON j.stream_id = l.stream_id AND j.no = l.entry_no'}
       WHERE l.business_id = ${business} AND l.date <= ${values.date(to)} ${values.writtenBy(recordedUpTo, 'j')}
       GROUP BY l.account) b ON b.account = a.code
     WHERE a.business_id = ${business} ORDER BY a.code`,
    values.all,
  )
  return rows.map(({ code, name, balance }) => ({
    ...{ code, name },
    debit: balance > 0n ? balance : 0n,
    credit: balance > 0n ? 0n : -balance,
  }))
}

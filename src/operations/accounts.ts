import type { Database } from '../platform/database'

export interface AccountStanding {
  account: string
  name: string
  type: string
  /** Debits less credits, in digits of minor units. */
  balance: string
}

/** The chart of a business with what stands on each account, by code. */
export function accounts(database: Database, businessId: string): Promise<AccountStanding[]> {
  return database.query<AccountStanding & Record<string, unknown>>(
    'ops_accounts',
    `SELECT a.code AS account, a.name, a.type, coalesce(l.balance, 0)::text AS balance
     FROM account a LEFT JOIN (
       SELECT account, sum(amount) AS balance FROM journal_line WHERE business_id = $1 GROUP BY account
     ) l ON l.account = a.code
     WHERE a.business_id = $1 ORDER BY a.code`,
    [businessId],
  )
}

import type { Database } from '../platform/database'

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

interface Row {
  currency: string
  code: string
  name: string
  balance: string
}

const BALANCES = `
  SELECT b.currency, a.code, a.name, coalesce(sum(l.amount), 0)::text AS balance
  FROM business b
  JOIN account a ON a.business_id = b.id
  LEFT JOIN journal_line l ON l.business_id = a.business_id AND l.account = a.code
  WHERE b.id = $1
  GROUP BY b.currency, a.code, a.name ORDER BY a.code`

/** What stands on each account of a business now. */
export async function trialBalance(database: Database, businessId: string): Promise<TrialBalance> {
  const rows = await database.query<Row>('trial_balance', BALANCES, [businessId])
  const [first] = rows
  if (first === undefined) throw new Error(`There is no business ${businessId}.`)
  const lines = rows.map(({ code, name, balance }) => lineOf(code, name, BigInt(balance)))
  return {
    currency: first.currency,
    lines,
    totalDebit: lines.reduce((total, { debit }) => total + debit, 0n),
    totalCredit: lines.reduce((total, { credit }) => total + credit, 0n),
  }
}

function lineOf(code: string, name: string, balance: bigint): TrialBalanceLine {
  const isDebit = balance > 0n
  return { code, name, debit: isDebit ? balance : 0n, credit: isDebit ? 0n : -balance }
}

import type { Amount } from '../../parts/money/amount'

export interface TrialBalance {
  asOf: string
  accounts: ({ glAccountId: string; name: string } & Sides)[]
}

/** Minor units. */
interface Sides {
  debitMinor: Amount
  creditMinor: Amount
  balanceMinor: Amount
}

export type LedgerLine = { date: string; description: string; loanId: string } & Sides

export interface Ledger {
  glAccountId: string
  openingBalanceMinor: Amount
  entries: LedgerLine[]
  closingBalanceMinor: Amount
}

/** Scalars, and lists of rows; which, the report decides. */
export type ReportAnswer = Readonly<Record<string, unknown>>

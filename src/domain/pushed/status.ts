import type { LoanPosition, LoanStatus } from './position'

/** What no debt tells: nothing is owed any more, and not because it was paid. */
export const WRITTEN_OFF = 'Closed (written off)'

type Owed = Pick<LoanPosition, 'principalOutstanding' | 'interestOutstanding' | 'creditBalance'>

/** The status of a loan that was disbursed, from what is owed either way. */
export function statusOf(owed: Owed): LoanStatus {
  if (owed.principalOutstanding > 0n || owed.interestOutstanding > 0n) return 'Active'
  return owed.creditBalance > 0n ? 'Overpaid' : 'Closed (obligations met)'
}

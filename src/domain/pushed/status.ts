import type { LoanPosition, LoanStatus } from './position'

type Owed = Pick<LoanPosition, 'principalOutstanding' | 'interestOutstanding' | 'creditBalance'>

/** The status of a loan that was disbursed, from what is owed either way. */
export function statusOf(owed: Owed): LoanStatus {
  if (owed.principalOutstanding > 0n || owed.interestOutstanding > 0n) return 'Active'
  return owed.creditBalance > 0n ? 'Overpaid' : 'Closed (obligations met)'
}

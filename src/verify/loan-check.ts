import { formatMinor } from '../domain/values/money'
import type { DerivedLoan } from './derived-loan'
import type { Difference } from './difference'
import type { AnyLoanRecord, LoanRecord, OwnLoanRecord } from './loan-record'
import type { DerivedOwnLoan } from './own/derived-own-loan'

/** One thing that must hold for every loan of a home, judged from its record alone. */
export interface LoanCheck<Loan = LoanRecord, Derived = DerivedLoan> {
  name: string
  /** Set where it looks at the books: it says nothing of a loan whose books are elsewhere. */
  ofBooks?: true
  find(record: Loan, derived: Derived): Difference[]
}

/** One that holds for loans of both homes. */
export type CommonCheck = LoanCheck<AnyLoanRecord, unknown>

/** One that holds for loans of our own LMS. */
export type OwnCheck = LoanCheck<OwnLoanRecord, DerivedOwnLoan>

/** The loan and the ledger have not taken the same events: they cannot agree just now. */
export function isInFlight({ loan, ledger }: AnyLoanRecord): boolean {
  return (loan?.seq ?? 0) !== (ledger?.seq ?? 0)
}

/** The loan's books are in an external Accounting. */
export function isBookedElsewhere({ externalPostings }: AnyLoanRecord): boolean {
  return externalPostings.length > 0
}

/** Writes minor units in major units, as the findings show them. */
export function majorOf(record: AnyLoanRecord): (minor: bigint) => string {
  return (minor) => formatMinor(minor, record.exponent)
}

export function sum(amounts: readonly { amount: bigint }[]): bigint {
  return amounts.reduce((total, { amount }) => total + amount, 0n)
}

export function eventName({ seq, kind }: { seq: number; kind: string }): string {
  return `event ${seq} (${kind})`
}

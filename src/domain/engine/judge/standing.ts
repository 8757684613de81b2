import { inBookOrder } from '../../events/lending/book-order'
import type { LendingFact } from '../../events/lending/lending-event'
import type { LendingFactKind } from '../../events/lending/lending-kinds'
import type { StagedContext } from '../../events/staged-context'
import type { CivilDate } from '../../values/calendar'
import { formatMinor } from '../../values/money'
import { deriveLoan } from '../derive'
import type { DerivedLoan } from '../derived-loan'
import type { RefusalRule } from '../refusals/refusal-rule'
import { LMS_REFUSALS, refuse } from '../refusals/refusals'
import type { LmsRefusal, LmsRefusalCode } from '../refusals/refusals'

/** By what numbers the sender knows the loan and what belongs to it. */
export interface Naming {
  loanId: string
  /** The number of an event's transaction; its own id where it has none. */
  transactionId?: (eventId: string) => string
}

/** What a command meets. */
export interface Standing {
  live: readonly LendingFact[]
  loan: DerivedLoan
  naming: Naming
}

/** What it was judged to come to, where that is no figure of its own; or why it is refused. */
export type Verdict = LmsRefusal | { amount: bigint | null }

export function isRefusal(verdict: Verdict): verdict is LmsRefusal {
  return 'code' in verdict
}

/** The first of the refusals; null where there is none. */
export function firstOf(...refusals: readonly (LmsRefusal | null)[]): LmsRefusal | null {
  return refusals.find((refusal) => refusal !== null) ?? null
}

export function unless(
  holds: boolean,
  code: LmsRefusalCode,
  values?: Readonly<Record<string, string>>,
): LmsRefusal | null {
  return holds ? null : refuse(code, values)
}

/** A refusal of class STATE, where the loan is in none of the states that its rule allows. */
export function unlessAllowed(
  { loan }: Standing,
  code: LmsRefusalCode,
  values?: Readonly<Record<string, string>>,
): LmsRefusal | null {
  const { allowed = [] }: RefusalRule = LMS_REFUSALS[code]
  return unless(allowed.includes(loan.status), code, values)
}

/** What moves money does so on a loan that was paid out, to a customer who was there. */
export function refusalOfDate({ loan, live }: Standing, date: CivilDate): LmsRefusal | null {
  return unless(
    date >= (loan.timeline.disbursedOn ?? date) && date >= (activeSince(live) ?? date),
    'TRANSACTION_BEFORE_DISBURSEMENT',
  )
}

export function activeSince(live: readonly LendingFact[]): CivilDate | null {
  const submit = live.find(({ kind }) => kind === 'SUBMIT')
  return submit?.kind === 'SUBMIT' ? submit.payload.customerActiveSince : null
}

/** What holds of a schedule from the beginning, whatever its date. */
const HOLDS_FROM_BEGINNING: readonly LendingFactKind[] = [
  ...(['SUBMIT', 'APPROVE', 'DISBURSE', 'ADD_CHARGE', 'WAIVE_CHARGE'] as const),
]

/** The loan as it is where an event comes in book order: money that moves behind it has not moved. */
export function loanBefore(live: readonly LendingFact[], event: LendingFact): DerivedLoan {
  const ordered = inBookOrder([...live, event])
  const before = new Set(ordered.slice(0, ordered.indexOf(event)))
  return deriveLoan(
    live.filter((fact) => before.has(fact) || HOLDS_FROM_BEGINNING.includes(fact.kind)),
  )
}

/** An amount in major units, as it is said in a text. */
export function majorOf(amount: bigint, { exponent }: Pick<StagedContext, 'exponent'>): string {
  const text = formatMinor(amount, exponent)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** An amount that the loan has, in the decimals with which Apache Fineract says it: none, or six. */
export function heldOf(amount: bigint, { exponent }: Pick<StagedContext, 'exponent'>): string {
  if (amount === 0n) return '0'
  const [whole = '', decimals = ''] = formatMinor(amount, exponent).split('.')
  return `${whole}.${decimals.padEnd(6, '0')}`
}

import { inBookOrder } from '../../events/lending/book-order'
import type { LendingEvent, LendingFact } from '../../events/lending/lending-event'
import type { StagedContext } from '../../events/staged-context'
import type { CivilDate } from '../../values/calendar'
import { formatMinor } from '../../values/money'
import { deriveLoan } from '../derive'
import type { DerivedLoan, DerivedStatus } from '../derived-loan'
import { isFact } from '../live-events'
import { refuse } from '../refusals/refusals'
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

export function unlessStatus(
  { loan }: Standing,
  allowed: readonly DerivedStatus[],
  code: LmsRefusalCode,
  values?: Readonly<Record<string, string>>,
): LmsRefusal | null {
  return unless(allowed.includes(loan.status), code, values)
}

/** The rules on the date of anything that moves money. */
export function refusalOfDate(
  { loan, live }: Standing,
  date: CivilDate,
  { today }: Pick<StagedContext, 'today'>,
  future: LmsRefusalCode = 'TRANSACTION_IN_FUTURE',
  values?: Readonly<Record<string, string>>,
): LmsRefusal | null {
  return firstOf(
    unless(date <= today, future, values),
    unless(
      date >= (loan.timeline.disbursedOn ?? date) && date >= (activeSince(live) ?? date),
      'TRANSACTION_BEFORE_DISBURSEMENT',
    ),
  )
}

export function activeSince(live: readonly LendingFact[]): CivilDate | null {
  const submit = live.find(({ kind }) => kind === 'SUBMIT')
  return submit?.kind === 'SUBMIT' ? submit.payload.customerActiveSince : null
}

/** The loan as it is where an event comes in book order: what is behind it has not happened. */
export function loanBefore(live: readonly LendingFact[], event: LendingEvent): DerivedLoan {
  if (!isFact(event)) return deriveLoan(live)
  const ordered = inBookOrder([...live, event])
  const before = ordered.slice(0, ordered.indexOf(event))
  const facts = live.filter(({ kind }) => kind === 'ADD_CHARGE' || kind === 'WAIVE_CHARGE')
  return deriveLoan([...new Set([...before, ...facts])])
}

/** An amount in major units, as it is said in a text. */
export function majorOf(amount: bigint, { exponent }: Pick<StagedContext, 'exponent'>): string {
  const text = formatMinor(amount, exponent)
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

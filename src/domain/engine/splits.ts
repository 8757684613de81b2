import type { LendingEventOf, LendingFact } from '../events/lending/lending-event'
import { applyEvent } from './apply-event'
import type { WaivedCharges } from './waived-charges'
import type { InstallmentMove, Split } from './derived-loan'
import { noPortions, sumOf } from './portions'
import type { RunningLoan } from './running-loan'

/** A loan whose events are applied, and the waivers of its charges. */
export interface Applying {
  loan: RunningLoan
  waivers: WaivedCharges
}

/** The money paid out, and the charges kept back from it. */
export function splitsOfDisbursement(
  { eventId, kind, effectiveDate: date }: LendingEventOf<'DISBURSE'>,
  { amount, keptBack }: { amount: bigint; keptBack: bigint },
  applying: Applying,
): Split[] {
  const moves = applying.loan.rows.rows.map(({ no, due, owed }): InstallmentMove => ({
    ...{ installment: no, due, kind: 'DUE' },
    ...owed,
  }))
  const none = { overpayment: 0n, ...noPortions(), ...standing(applying) }
  const common = { eventId, kind, date, ...none }
  const paidOut: Split = { ...common, part: 0, type: 'Disbursement', amount, moves }
  if (keptBack === 0n) return [paidOut]
  const type = 'Repayment (at time of disbursement)'
  return [paidOut, { ...common, part: 1, type, amount: keptBack, fees: keptBack, moves: [] }]
}

/** How an event moves money; null where it moves none. */
export function splitOf(event: LendingFact, applying: Applying): Split | null {
  if (event.kind === 'WAIVE_CHARGE') return splitOfWaiver(event, applying)
  const { loan, waivers } = applying
  const effect = applyEvent(loan, event)
  if (effect === null) return null
  const { type, amount, overpayment, portions } = effect
  const moves = loan.rows.takeMoves()
  if (event.kind === 'PENALTY') waivers.take(event.eventId)
  const { principalAfter, totalAfter, creditAfter } = standing(applying)
  // Field by field: a long loan has many, and objects spread into one take ten times as long.
  return {
    eventId: event.eventId,
    kind: event.kind,
    part: 0,
    type,
    date: event.effectiveDate,
    amount,
    overpayment,
    principal: portions.principal,
    interest: portions.interest,
    fees: portions.fees,
    penalties: portions.penalties,
    principalAfter,
    totalAfter,
    creditAfter,
    moves,
  }
}

function splitOfWaiver(event: LendingEventOf<'WAIVE_CHARGE'>, applying: Applying): Split {
  const { eventId, kind, effectiveDate: date } = event
  applying.waivers.reach(event)
  const nothing = { amount: 0n, overpayment: 0n, ...noPortions(), moves: [] }
  return {
    eventId,
    kind,
    part: 0,
    type: 'Waive loan charges',
    date,
    ...nothing,
    ...standing(applying),
  }
}

/** What was waived: of a penalty that is made behind its waiver it shows only then. */
export function withWaived(split: Split, waivers: WaivedCharges): Split {
  if (split.kind !== 'WAIVE_CHARGE') return split
  const { portions, moves } = waivers.of(split.eventId)
  return { ...split, ...portions, amount: sumOf(portions), moves }
}

function standing({ loan, waivers }: Applying) {
  return {
    principalAfter: loan.rows.outstanding.principal,
    totalAfter: loan.totalOutstanding + waivers.ahead,
    creditAfter: loan.overpaid,
  }
}

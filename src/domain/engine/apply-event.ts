import type { LendingEventOf, LendingFact } from '../events/lending/lending-event'
import { assertInvariant } from '../values/invariant'
import { least, minorOf } from '../values/money'
import type { Portions, Split, SplitType } from './derived-loan'
import { penaltyOn } from './penalty'
import { noPortions, sumOf } from './portions'
import type { RunningLoan } from './running-loan'
import { openOf } from './running-rows'

/** How an event was divided, before what it moved and left is noted. */
export interface Effect extends Pick<Split, 'type' | 'amount' | 'overpayment'> {
  portions: Portions
}

/** Moves the money of an event; null where it moves none. What came before it in book order is applied. */
export function applyEvent(loan: RunningLoan, event: LendingFact): Effect | null {
  switch (event.kind) {
    case 'REPAY':
      return repay(loan, event)
    case 'REFUND':
      return refund(loan, event)
    case 'CREDIT_REFUND':
      return payOut(loan, event, 'Credit Balance Refund')
    case 'CREDIT_OUT':
      return payOut(loan, event, 'Credit transfer')
    case 'WAIVE_INTEREST':
      return waiveInterest(loan, event)
    case 'WRITE_OFF':
      return writeOff(loan, event)
    case 'PENALTY':
      return penalty(loan, event)
    default:
      return null
  }
}

function repay(loan: RunningLoan, { payload, effectiveDate }: LendingEventOf<'REPAY'>): Effect {
  const amount = minorOf(payload.amount)
  loan.rebate(amount, effectiveDate)
  const { portions, rest } = loan.pay(amount, effectiveDate)
  loan.overpaid += rest
  return { type: 'Repayment', amount, portions, overpayment: rest }
}

function refund(loan: RunningLoan, { payload, effectiveDate }: LendingEventOf<'REFUND'>): Effect {
  const amount = minorOf(payload.amount)
  const { portions, rest } = loan.unpay(amount, effectiveDate)
  loan.oweUncovered(rest, effectiveDate)
  portions.principal += rest
  return { type: 'Refund', amount, portions, overpayment: 0n }
}

function payOut(
  loan: RunningLoan,
  { payload, effectiveDate }: LendingEventOf<'CREDIT_REFUND' | 'CREDIT_OUT'>,
  type: SplitType,
): Effect {
  const amount = minorOf(payload.amount)
  const covered = least(amount, loan.overpaid)
  loan.overpaid -= covered
  loan.oweUncovered(amount - covered, effectiveDate)
  return {
    ...{ type, amount },
    portions: { ...noPortions(), principal: amount - covered },
    overpayment: covered,
  }
}

function waiveInterest(
  loan: RunningLoan,
  { payload, effectiveDate }: LendingEventOf<'WAIVE_INTEREST'>,
): Effect {
  const { portions } = loan.waiveInterest(minorOf(payload.amount), effectiveDate)
  return { type: 'Waive interest', amount: portions.interest, portions, overpayment: 0n }
}

function writeOff(loan: RunningLoan, { effectiveDate }: LendingEventOf<'WRITE_OFF'>): Effect {
  const portions = loan.writeOff(effectiveDate)
  return { type: 'Write-Off', amount: sumOf(portions), portions, overpayment: 0n }
}

/**
 * What an installment costs for being overdue shows on the day: a payment dated back may have met it,
 * or what made it owed was undone. Then nothing is left of the penalty but that there was one.
 */
function penalty(loan: RunningLoan, event: LendingEventOf<'PENALTY'>): Effect {
  const { eventId, effectiveDate, payload } = event
  const { overdue: rule, rows } = loan
  assertInvariant(rule !== null, 'A penalty has a rule.')
  const late = rows.rows[payload.installment - 1]
  const open = (portion: 'principal' | 'interest') =>
    late === undefined ? 0n : openOf(late, portion)
  const amount = penaltyOn(rule, { principal: open('principal'), interest: open('interest') })
  const terms = {
    ...({ index: 0, time: 'DUE_DATE', rate: rule.rate, penalty: true } as const),
    dueOn: effectiveDate,
  }
  let { installment } = payload
  if (amount > 0n) {
    const row = rows.rowOn(effectiveDate)
    rows.owe(row, 'penalties', amount)
    installment = row.no
  }
  loan.charges.addPenalty({ eventId, terms }, installment, amount, effectiveDate)
  return {
    ...{ type: 'Overdue penalty', amount, overpayment: 0n },
    portions: { ...noPortions(), penalties: amount },
  }
}

import type { EarlySettlementEvent } from '../events/stream-event'
import { formatMinor, least, minorOf } from '../values/money'
import type { Judgement, LoanPosition } from './position'
import { refusalBehindDisbursement, refusalOfNothing } from './preconditions'
import { accept, refuse } from './verdicts'

/** Ends the loan: interest beyond the open is accrued, open interest that is not paid is waived. */
export function judgeEarlySettlement(
  position: LoanPosition,
  event: EarlySettlementEvent,
): Judgement {
  const { payload } = event
  const paidForInterest = minorOf(payload.interest)
  const received = minorOf(payload.principal) + paidForInterest
  const refusal =
    refusalBehindDisbursement(position, payload.customerId, payload.date) ??
    refusalOfNothing(received) ??
    refusalOfEnded(position) ??
    refusalOfShort(position, event)
  if (refusal !== undefined) return refusal

  const fees = minorOf(payload.fee)
  const principal = position.principalOutstanding
  const accrued =
    paidForInterest > position.interestOutstanding
      ? paidForInterest - position.interestOutstanding
      : 0n
  const due = position.interestOutstanding + accrued
  const interest = least(received - principal, due)
  const overpayment = received - principal - interest
  return accept(
    position,
    {
      principalOutstanding: 0n,
      interestOutstanding: 0n,
      creditBalance: position.creditBalance + overpayment,
      settledOn: payload.date,
    },
    {
      type: event.kind,
      date: payload.date,
      amount: received + fees,
      principal,
      interest,
      fees,
      waived: due - interest,
      overpayment,
    },
  )
}

function refusalOfEnded(position: LoanPosition): Judgement | undefined {
  if (position.settledOn !== null) {
    return refuse('LOAN_SETTLED', `The loan was settled early on ${position.settledOn}.`)
  }
  if (position.status !== 'Active') {
    return refuse('LOAN_NOT_ACTIVE', `The loan is ${position.status}: nothing is left to settle.`)
  }
  return undefined
}

function refusalOfShort(
  position: LoanPosition,
  { payload }: EarlySettlementEvent,
): Judgement | undefined {
  const given = minorOf(payload.principal)
  if (given >= position.principalOutstanding) return undefined
  const inMajor = (minor: bigint) => formatMinor(minor, payload.exponent)
  return refuse(
    'SETTLEMENT_SHORT',
    `The principal of ${inMajor(given)} does not cover the open principal of ` +
      `${inMajor(position.principalOutstanding)}; the loan's credit is ` +
      `${inMajor(position.creditBalance)} and pays interest only.`,
  )
}

import type { DisbursementEvent } from '../events/stream-event'
import { formatMinor, minorOf } from '../values/money'
import type { Judgement, LoanPosition } from './position'
import { refusalOfNothing } from './preconditions'
import { accept, refuse } from './verdicts'

export function judgeDisbursement(position: LoanPosition, event: DisbursementEvent): Judgement {
  const { payload } = event
  if (position.disbursedOn !== null) {
    return refuse('ALREADY_DISBURSED', `The loan was disbursed on ${position.disbursedOn}.`)
  }
  const amount = minorOf(payload.amount)
  const nothing = refusalOfNothing(amount)
  if (nothing !== undefined) return nothing
  const withheld = minorOf(payload.adminFee) + minorOf(payload.vat)
  if (withheld > amount) {
    const inMajor = (minor: bigint) => formatMinor(minor, payload.exponent)
    return refuse(
      'VALIDATION_FAILED',
      `The adminFee with its VAT, ${inMajor(withheld)}, must not be above the loanAmount of ${inMajor(amount)}.`,
    )
  }
  return accept(
    position,
    {
      customerId: payload.customerId,
      principal: amount,
      principalOutstanding: amount,
      disbursedOn: payload.date,
    },
    {
      type: event.kind,
      date: payload.date,
      amount,
      principal: amount,
      interest: 0n,
      fees: 0n,
      waived: 0n,
      overpayment: 0n,
    },
  )
}

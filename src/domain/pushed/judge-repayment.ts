import type { RepaymentEvent } from '../events/stream-event'
import { least, minorOf } from '../values/money'
import type { Judgement, LoanPosition } from './position'
import { refusalBehindDisbursement, refusalOfNothing } from './preconditions'
import { accept } from './verdicts'

/** Money in: principal first to the open principal, all else to open interest, the rest is credit. */
export function judgeRepayment(position: LoanPosition, event: RepaymentEvent): Judgement {
  const { payload } = event
  const received = minorOf(payload.principal) + minorOf(payload.interest)
  const refusal =
    refusalBehindDisbursement(position, payload.customerId, payload.date) ??
    refusalOfNothing(received)
  if (refusal !== undefined) return refusal

  const fees = minorOf(payload.fee)
  const principal = least(minorOf(payload.principal), position.principalOutstanding)
  const interest = least(received - principal, position.interestOutstanding)
  const overpayment = received - principal - interest
  return accept(
    position,
    {
      principalOutstanding: position.principalOutstanding - principal,
      interestOutstanding: position.interestOutstanding - interest,
      creditBalance: position.creditBalance + overpayment,
    },
    {
      type: event.kind,
      date: payload.date,
      amount: received + fees,
      principal,
      interest,
      fees,
      waived: 0n,
      overpayment,
    },
  )
}

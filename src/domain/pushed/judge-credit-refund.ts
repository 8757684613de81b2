import type { CreditRefundEvent } from '../events/stream-event'
import { assertInvariant } from '../values/invariant'
import { formatMinor, minorOf } from '../values/money'
import { standingOn } from './credit-lots'
import type { Judgement, LoanPosition } from './position'
import { refusalBehindDisbursement, refusalOfNothing } from './preconditions'
import { accept, refuse } from './verdicts'

/** Money out: of the customer's credit, no more than stands there from the refund's day on. */
export function judgeCreditRefund(position: LoanPosition, event: CreditRefundEvent): Judgement {
  const { payload } = event
  const amount = minorOf(payload.amount)
  const refusal =
    refusalBehindDisbursement(position, payload.customerId, payload.date) ??
    refusalOfNothing(amount) ??
    refusalOfShort(position, event)
  if (refusal !== undefined) return refusal

  return accept(
    position,
    { creditBalance: position.creditBalance - amount },
    {
      type: event.kind,
      date: payload.date,
      amount,
      principal: 0n,
      interest: 0n,
      fees: 0n,
      waived: 0n,
      overpayment: amount,
    },
    'DATE',
  )
}

function refusalOfShort(
  { credits }: LoanPosition,
  { payload: { amount, date, exponent } }: CreditRefundEvent,
): Judgement | undefined {
  assertInvariant(credits !== undefined, 'A refund is judged by what each receipt has left.')
  const standing = standingOn(credits, date)
  if (minorOf(amount) <= standing) return undefined
  const [asked, there] = [minorOf(amount), standing].map((minor) => formatMinor(minor, exponent))
  return refuse(
    'CREDIT_SHORT',
    `The refund of ${asked} is more than the loan's credit: from ${date} on that is ${there}.`,
  )
}

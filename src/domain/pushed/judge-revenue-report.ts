import { lastDayOfMonth, monthOf } from '../values/calendar'
import type { RevenueReportEvent } from '../events/stream-event'
import { formatMinor, least, minorOf } from '../values/money'
import type { Judgement, LoanPosition } from './position'
import { refusalBehindDisbursement, refusalOfNothing } from './preconditions'
import { accept, refuse } from './verdicts'

/** Interest made due; the loan's credit pays as much of it as it can. */
export function judgeRevenueReport(position: LoanPosition, event: RevenueReportEvent): Judgement {
  const { payload } = event
  const date = lastDayOfMonth(payload.month)
  const amount = minorOf(payload.amount)
  const refusal =
    refusalBehindDisbursement(position, payload.customerId, date) ?? refusalOfNothing(amount)
  if (refusal !== undefined) return refusal

  const { settledOn, creditBalance } = position
  if (settledOn !== null && (payload.month > monthOf(settledOn) || amount > creditBalance)) {
    const credit = formatMinor(creditBalance, payload.exponent)
    return refuse(
      'LOAN_SETTLED',
      `The loan was settled early on ${settledOn}: revenue is taken only for a month up to ` +
        `${monthOf(settledOn)} that the loan's credit of ${credit} covers in full.`,
    )
  }
  const paidByCredit = least(amount, creditBalance)
  return accept(
    position,
    {
      interestOutstanding: position.interestOutstanding + amount - paidByCredit,
      creditBalance: creditBalance - paidByCredit,
    },
    {
      type: event.kind,
      date,
      amount,
      principal: 0n,
      interest: amount,
      fees: 0n,
      waived: 0n,
      overpayment: 0n,
    },
  )
}

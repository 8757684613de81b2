import { laterOf, lastDayOfMonth } from '../../values/calendar'
import type { RevenueReportEvent } from '../../events/stream-event'
import { assertInvariant } from '../../values/invariant'
import { minorOf } from '../../values/money'
import { share, type Share } from '../allocation'
import type { OpenCredit, OpenInvoice } from '../books'
import type { PostingDraft } from '../posting-draft'
import { credit, debit } from '../entry'
import { raiseInterest } from './interest-invoice'

export function postRevenueReport(draft: PostingDraft, { payload }: RevenueReportEvent): void {
  assertInvariant(!draft.untouched, 'The loan was never disbursed.')
  const date = lastDayOfMonth(payload.month)
  const amount = minorOf(payload.amount)
  const invoice = raiseInterest(draft, date, amount, `Interest for ${payload.month}`)
  payByCredit(draft, invoice, share(amount, draft.openCredits()).shares)
}

/** One entry for each day on which credit is there. */
function payByCredit(
  draft: PostingDraft,
  invoice: OpenInvoice,
  used: readonly Share<OpenCredit>[],
): void {
  const dayOf = ({ from: receipt }: Share<OpenCredit>) => laterOf(receipt.date, invoice.date)
  for (const day of new Set(used.map(dayOf))) {
    const ofDay = used.filter((part) => dayOf(part) === day)
    let applied = 0n
    for (const { from: receipt, amount } of ofDay) {
      draft.allocate('CREDIT', receipt.eventId, [{ from: invoice, amount }])
      draft.useCredit(receipt, amount)
      applied += amount
    }
    draft.post(
      'CREDIT_USE',
      day,
      'Customer credit applied to interest',
      [debit('2102', applied), credit('1102', applied)],
      'IN_PIECES',
    )
  }
}

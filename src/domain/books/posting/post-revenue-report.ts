import { lastDayOfMonth } from '../../values/calendar'
import type { RevenueReportEvent } from '../../events/stream-event'
import { assertInvariant } from '../../values/invariant'
import { minorOf } from '../../values/money'
import type { PostingDraft } from '../posting-draft'
import { raiseInterest } from './interest-invoice'
import { payByCredit } from './pay-by-credit'

export function postRevenueReport(draft: PostingDraft, { payload }: RevenueReportEvent): void {
  assertInvariant(!draft.untouched, 'The loan was never disbursed.')
  const date = lastDayOfMonth(payload.month)
  const amount = minorOf(payload.amount)
  const invoice = raiseInterest(draft, date, amount, `Interest for ${payload.month}`)
  payByCredit(draft, invoice, date, 'Customer credit applied to interest')
}

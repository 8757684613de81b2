import { laterOf, lastDayOfMonth } from '../../values/calendar'
import type { RevenueReportEvent } from '../../events/stream-event'
import { assertInvariant } from '../../values/invariant'
import { minorOf } from '../../values/money'
import { share } from '../allocation'
import { byEntryDate } from '../by-entry-date'
import type { PostingDraft } from '../posting-draft'
import { credit, debit } from '../entry'
import { raiseInterest } from './interest-invoice'

export function postRevenueReport(draft: PostingDraft, { payload }: RevenueReportEvent): void {
  assertInvariant(!draft.untouched, 'The loan was never disbursed.')
  const date = lastDayOfMonth(payload.month)
  const amount = minorOf(payload.amount)
  const invoice = raiseInterest(draft, date, amount, `Interest for ${payload.month}`)

  const used = share(amount, draft.openCredits()).shares
  for (const { from: receipt, amount: part } of used) {
    draft.allocate({ source: 'CREDIT', eventId: receipt.eventId, date: receipt.date }, [
      { from: invoice, amount: part },
    ])
    draft.useCredit(receipt, part)
  }
  const dated = used.map(({ from, amount }) => ({ date: laterOf(from.date, date), amount }))
  for (const moved of byEntryDate(draft, dated)) {
    draft.post(moved.date, 'Customer credit applied to interest', [
      debit('2102', moved.amount),
      credit('1102', moved.amount),
    ])
  }
}

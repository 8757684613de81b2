import type { CreditRefundEvent } from '../../events/stream-event'
import { minorOf } from '../../values/money'
import { credit, debit } from '../entry'
import type { PostingDraft } from '../posting-draft'

/** Pays the customer's credit out, of the oldest receipts first by their dates. */
export function postCreditRefund(draft: PostingDraft, { payload }: CreditRefundEvent): void {
  const amount = minorOf(payload.amount)
  draft.use('CREDIT', amount)
  draft.post('PAYOUT', payload.date, 'Credit refunded', [
    debit('2102', amount),
    credit('1001', amount),
  ])
}

import type { RepaymentEvent } from '../events'
import type { PostingDraft } from './draft'
import { postReceipt } from './receipt'

export function postRepayment(draft: PostingDraft, event: RepaymentEvent): void {
  postReceipt(draft, event, 'Repayment')
}

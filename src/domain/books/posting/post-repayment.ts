import type { RepaymentEvent } from '../../events/stream-event'
import type { PostingDraft } from '../posting-draft'
import { postReceipt } from './post-receipt'

export function postRepayment(draft: PostingDraft, event: RepaymentEvent): void {
  postReceipt(draft, event, 'Repayment')
}

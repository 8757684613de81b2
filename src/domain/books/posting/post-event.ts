import type { LoanEvent } from '../../events/stream-event'
import type { LoanBooks, Posting } from '../books'
import { postDisbursement } from './post-disbursement'
import { PostingDraft } from '../posting-draft'
import { postEarlySettlement } from './post-early-settlement'
import { postRepayment } from './post-repayment'
import { postRevenueReport } from './post-revenue-report'

/**
 * What an accepted event adds to its loan's books.
 * Throws an `InvariantError` where the books show that it should have been refused.
 */
export function postEvent(books: LoanBooks, event: LoanEvent): Posting {
  const draft = new PostingDraft(books, event)
  switch (event.kind) {
    case 'DISBURSEMENT':
      postDisbursement(draft, event)
      break
    case 'REVENUE_REPORT':
      postRevenueReport(draft, event)
      break
    case 'REPAYMENT':
      postRepayment(draft, event)
      break
    case 'EARLY_SETTLEMENT':
      postEarlySettlement(draft, event)
      break
  }
  return draft.finish()
}

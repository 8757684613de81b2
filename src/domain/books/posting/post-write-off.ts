import type { WriteOffEvent } from '../../events/stream-event'
import { assertInvariant } from '../../values/invariant'
import { share } from '../allocation'
import { INVOICE_ACCOUNTS, type InvoiceType } from '../books'
import { credit, debit } from '../entry'
import type { PostingDraft } from '../posting-draft'
import { payByCredit } from './pay-by-credit'

/** Gives up all that is open but what credit of the customer pays: that is set off, and no loss. */
export function postWriteOff(draft: PostingDraft, event: WriteOffEvent): void {
  const { date } = event.payload
  const setOff = draft.left('CREDIT')
  const lost = draft.openOn('DISBURSEMENT') - setOff
  assertInvariant(lost > 0n || setOff === 0n, 'Credit that covers all that is open is no loss.')
  giveUp(draft, event, 'DISBURSEMENT', lost, 'Principal written off')
  giveUp(draft, event, 'INTEREST', draft.openOn('INTEREST'), 'Interest written off')
  for (const invoice of draft.openInvoices('DISBURSEMENT')) {
    payByCredit(draft, invoice, date, 'Customer credit set off against principal')
  }
}

/** An entry for each receivable: an invoice that is dated ahead is given up on its own day. */
function giveUp(
  draft: PostingDraft,
  { eventId, payload: { date } }: WriteOffEvent,
  type: Extract<InvoiceType, 'DISBURSEMENT' | 'INTEREST'>,
  lost: bigint,
  description: string,
): void {
  if (lost === 0n) return
  draft.allocate('WRITE_OFF', eventId, share(lost, draft.openInvoices(type)).shares)
  draft.post(
    'WRITE_OFF',
    date,
    description,
    [debit('5101', lost), credit(INVOICE_ACCOUNTS[type], lost)],
    'IN_PIECES',
  )
}

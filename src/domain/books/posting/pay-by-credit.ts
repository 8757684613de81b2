import { laterOf, type CivilDate } from '../../values/calendar'
import { share, type Share } from '../allocation'
import { INVOICE_ACCOUNTS, type OpenCredit, type OpenInvoice } from '../books'
import { credit, debit } from '../entry'
import type { PostingDraft } from '../posting-draft'

/**
 * Pays as much of an invoice as there is credit, in the order in which the receipts came; one entry
 * for each day on which credit is there.
 * @param from the first day on which it may be paid so
 */
export function payByCredit(
  draft: PostingDraft,
  invoice: OpenInvoice,
  from: CivilDate,
  description: string,
): void {
  const used = share(invoice.open, draft.openCredits()).shares
  const dayOf = ({ from: receipt }: Share<OpenCredit>) => laterOf(receipt.date, from)
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
      description,
      [debit('2102', applied), credit(INVOICE_ACCOUNTS[invoice.type], applied)],
      'IN_PIECES',
    )
  }
}

import type { CivilDate } from '../../values/calendar'
import type { OpenInvoice } from '../books'
import type { PostingDraft } from '../posting-draft'
import { credit, debit } from '../entry'

/** Makes interest due: an invoice, and the income it stands for. */
export function raiseInterest(
  draft: PostingDraft,
  date: CivilDate,
  amount: bigint,
  description: string,
): OpenInvoice {
  const [receivable, income] = [debit('1102', amount), credit('4101', amount)]
  draft.post('INTEREST', date, description, [receivable, income])
  return draft.raise('INTEREST', date, amount, [
    { ...receivable, description: 'Interest receivable' },
    { ...income, description: 'Interest income' },
  ])
}

import { least } from '../../values/money'
import type { InvoiceType } from '../books'
import { INVOICE_ACCOUNTS } from '../books'
import type { StandardAccount } from '../chart'
import { credit, debit } from '../entry'
import { splitOf, type Drafting, type DraftingOf } from './drafting'

/** Gives back what was paid: it is owed again, and no income for a second time. */
export function draftRefund(drafting: DraftingOf<'REFUND'>): void {
  const { draft, event } = drafting
  const split = splitOf(drafting)
  const advance = least(split.interest, draft.left('ADVANCE'))
  draft.use('ADVANCE', advance)
  const interest = split.interest - advance
  oweAgain(drafting, 'PRINCIPAL', split.principal, '1001')
  oweAgain(drafting, 'INTEREST', interest, '1001')
  oweAgain(drafting, 'FEE', split.fees, '1001')
  oweAgain(drafting, 'PENALTY', split.penalties, '1001')
  draft.post('REFUND', event.effectiveDate, 'Refund', [
    debit('1101', split.principal),
    debit('2103', advance),
    debit('1102', interest),
    debit('1103', split.fees + split.penalties),
    credit('1001', split.amount),
  ])
}

/** Pays the customer's credit out. */
export function draftCreditRefund(drafting: DraftingOf<'CREDIT_REFUND'>): void {
  takeCredit(drafting, 'PAYOUT', 'Credit balance refund', '1001')
}

/** Pays another loan with the customer's credit: no cash moves, the clearing account stands between. */
export function draftCreditOut(drafting: DraftingOf<'CREDIT_OUT'>): void {
  takeCredit(drafting, 'TRANSFER', 'Credit transferred to another loan', '1002')
}

/** What the credit does not cover any more is principal that is owed again. */
function takeCredit(
  drafting: Drafting,
  part: 'PAYOUT' | 'TRANSFER',
  description: string,
  through: StandardAccount,
): void {
  const { draft, event } = drafting
  const { amount, principal, overpayment } = splitOf(drafting)
  draft.use('CREDIT', overpayment)
  oweAgain(drafting, 'PRINCIPAL', principal, through)
  draft.post(part, event.effectiveDate, description, [
    debit('2102', overpayment),
    debit('1101', principal),
    credit(through, amount),
  ])
}

function oweAgain(
  { draft, event }: Drafting,
  type: InvoiceType,
  amount: bigint,
  through: StandardAccount,
): void {
  if (amount === 0n) return
  draft.raise(type, event.effectiveDate, amount, [
    { ...debit(INVOICE_ACCOUNTS[type], amount), description: 'Owed again' },
    { ...credit(through, amount), description: 'Paid out' },
  ])
}

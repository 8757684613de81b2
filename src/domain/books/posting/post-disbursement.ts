import type { DisbursementEvent } from '../../events/stream-event'
import { assertInvariant } from '../../values/invariant'
import type { CivilDate } from '../../values/calendar'
import { minorOf } from '../../values/money'
import type { PostingDraft } from '../posting-draft'
import { credit, debit } from '../entry'

export function postDisbursement(draft: PostingDraft, { payload }: DisbursementEvent): void {
  assertInvariant(
    draft.openInvoices('DISBURSEMENT').length === 0,
    'The loan has an open disbursement invoice already.',
  )
  const fees = { fee: minorOf(payload.adminFee), vat: minorOf(payload.vat) }
  disburse(draft, payload.date, { amount: minorOf(payload.amount), ...fees })
}

/** Pays out an amount less a fee with its VAT. */
export function disburse(
  draft: PostingDraft,
  date: CivilDate,
  { amount, fee, vat }: { amount: bigint; fee: bigint; vat: bigint },
): void {
  const paidOut = amount - fee - vat
  assertInvariant(paidOut >= 0n, 'The admin fee with its VAT is above the amount lent.')

  const lines = [
    { ...debit('1101', amount), description: 'Principal receivable' },
    { ...credit('1001', paidOut), description: 'Bank disbursement' },
    { ...credit('4102', fee), description: 'Admin fee' },
    { ...credit('2101', vat), description: 'VAT on admin fee' },
  ]
  draft.raise('DISBURSEMENT', date, amount, lines)
  draft.post(
    'DISBURSEMENT',
    date,
    'Loan disbursement',
    lines.map(({ account, amount }) => ({ account, amount })),
  )
}

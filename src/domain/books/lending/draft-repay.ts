import { assertInvariant } from '../../values/invariant'
import { share, totalOf, type Share } from '../allocation'
import type { InvoiceType, OpenInvoice } from '../books'
import { credit, debit } from '../entry'
import type { PostingDraft } from '../posting-draft'
import { splitOf, type DraftingOf } from './drafting'
import { accrueAllInterest, raiseChargesAhead } from './recognise'

/**
 * Books money received. Interest beyond what is recognised waits as interest in advance, what pays
 * nothing is the customer's credit. Money of another loan comes through the clearing account.
 */
export function draftRepay(drafting: DraftingOf<'REPAY'>): void {
  const { draft, event, recognition, closes } = drafting
  const split = splitOf(drafting)
  const date = event.effectiveDate
  const rebate = -split.moves.reduce(
    (sum, { kind, interest }) => (kind === 'WAIVED' ? sum + interest : sum),
    0n,
  )
  assertInvariant(rebate <= recognition.interestLeft(), 'What is rebated was never recognised.')
  recognition.forgoInterest(rebate)
  if (closes) accrueAllInterest(drafting)
  raiseChargesAhead(drafting, { FEE: split.fees, PENALTY: split.penalties })

  const interest = share(split.interest, draft.openInvoices('INTEREST'))
  const shares = [
    ...inFull(draft, split.principal, 'DISBURSEMENT', 'PRINCIPAL'),
    ...interest.shares,
    ...inFull(draft, split.fees, 'FEE'),
    ...inFull(draft, split.penalties, 'PENALTY'),
  ]
  draft.allocate('RECEIPT', event.eventId, shares)
  draft.leaveAdvance(date, interest.rest)
  draft.leaveCredit(date, split.overpayment)
  draft.post(
    'RECEIPT',
    date,
    'Repayment',
    [
      debit(event.payload.transfer === null ? '1001' : '1002', split.amount),
      credit('1103', split.fees + split.penalties),
      credit('1102', totalOf(interest.shares)),
      credit('2103', interest.rest),
      credit('1101', split.principal),
      credit('2102', split.overpayment),
    ],
    'WAITS',
  )
}

function inFull(
  draft: PostingDraft,
  amount: bigint,
  ...types: readonly InvoiceType[]
): readonly Share<OpenInvoice>[] {
  const { shares, rest } = share(amount, draft.openInvoices(...types))
  assertInvariant(rest === 0n, 'No more is paid of an invoice than is open.')
  return shares
}

import type { EarlySettlementEvent } from '../../events/stream-event'
import { assertInvariant } from '../../values/invariant'
import { minorOf } from '../../values/money'
import { share } from '../allocation'
import type { PostingDraft } from '../posting-draft'
import { credit, debit } from '../entry'
import { raiseInterest } from './interest-invoice'
import { postReceipt } from './post-receipt'

/** Closes every invoice: what is paid beyond the open interest is accrued, what is not is waived. */
export function postEarlySettlement(draft: PostingDraft, event: EarlySettlementEvent): void {
  const { payload } = event
  const openPrincipal = draft.openOn('DISBURSEMENT')
  const openInterest = draft.openOn('INTEREST')
  assertInvariant(openPrincipal + openInterest > 0n, 'Nothing is open that could be settled.')
  assertInvariant(minorOf(payload.principal) >= openPrincipal, 'The settlement is short.')

  const accrued = minorOf(payload.interest) - openInterest
  if (accrued > 0n) {
    raiseInterest(draft, payload.date, accrued, 'Interest accrued at early settlement')
  }
  postReceipt(draft, event, 'Early settlement')
  waiveOpenInterest(draft, event)
}

function waiveOpenInterest(
  draft: PostingDraft,
  { eventId, payload: { date } }: EarlySettlementEvent,
): void {
  const unpaid = draft.openInvoices('INTEREST')
  const waived = draft.openOn('INTEREST')
  if (waived === 0n) return
  draft.allocate('WAIVER', eventId, share(waived, unpaid).shares)
  draft.post(
    'WAIVER',
    date,
    'Interest waived at early settlement',
    [debit('5102', waived), credit('1102', waived)],
    'IN_PIECES',
  )
}

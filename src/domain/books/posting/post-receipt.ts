import type { EarlySettlementEvent, RepaymentEvent } from '../../events/stream-event'
import { assertInvariant } from '../../values/invariant'
import { minorOf } from '../../values/money'
import { share, totalOf } from '../allocation'
import type { PostingDraft } from '../posting-draft'
import { credit, debit } from '../entry'

/**
 * Books money received: principal to the disbursement invoice, interest and what principal is
 * left over to interest invoices, oldest first, the rest to the customer's credit.
 */
export function postReceipt(
  draft: PostingDraft,
  { eventId, payload }: RepaymentEvent | EarlySettlementEvent,
  description: string,
): void {
  const { date } = payload
  const received = minorOf(payload.principal) + minorOf(payload.interest)
  const [disbursed] = draft.openInvoices('DISBURSEMENT')
  assertInvariant(!draft.untouched, 'The loan was never disbursed.')
  assertInvariant(received > 0n, 'A receipt is of more than fees.')
  assertInvariant(
    disbursed === undefined || disbursed.date <= date,
    'The receipt is dated before the disbursement.',
  )
  const fee = minorOf(payload.fee)
  const principal = share(minorOf(payload.principal), disbursed === undefined ? [] : [disbursed])
  const pool = minorOf(payload.interest) + principal.rest
  const interest = share(pool, draft.openInvoices('INTEREST'))

  draft.allocate('RECEIPT', eventId, [...principal.shares, ...interest.shares])
  draft.leaveCredit(date, interest.rest)
  draft.post(
    'RECEIPT',
    date,
    description,
    [
      debit('1001', received + fee),
      credit('1101', totalOf(principal.shares)),
      credit('1102', totalOf(interest.shares)),
      credit('4103', fee),
      credit('2102', interest.rest),
    ],
    'WAITS',
  )
}

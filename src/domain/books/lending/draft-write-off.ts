import { assertInvariant } from '../../values/invariant'
import { share } from '../allocation'
import { credit, debit } from '../entry'
import { splitOf, type DraftingOf } from './drafting'
import { recogniseAdvance } from './recognise'

/** Gives up what is open. Interest that was paid ahead is income first: nothing accrues against it any more. */
export function draftWriteOff(drafting: DraftingOf<'WRITE_OFF'>): void {
  const { draft, event, recognition } = drafting
  const split = splitOf(drafting)
  recogniseAdvance(drafting)
  recognition.stop()

  const invoices = draft.openInvoices('DISBURSEMENT', 'PRINCIPAL', 'INTEREST', 'FEE', 'PENALTY')
  const principal = draft.openOn('DISBURSEMENT', 'PRINCIPAL')
  const interest = draft.openOn('INTEREST')
  const charges = draft.openOn('FEE', 'PENALTY')
  assertInvariant(principal === split.principal, 'All principal that is open is written off.')
  const total = principal + interest + charges
  // Charges that are not due are in no books yet.
  if (total === 0n) return
  draft.allocate('WRITE_OFF', event.eventId, share(total, invoices).shares)
  draft.post('WRITE_OFF', event.effectiveDate, 'Loan written off', [
    debit('5101', total),
    credit('1101', principal),
    credit('1102', interest),
    credit('1103', charges),
  ])
}

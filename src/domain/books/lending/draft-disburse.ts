import { vatOn } from '../../values/vat'
import { disburse } from '../posting/post-disbursement'
import { splitOf, type DraftingOf } from './drafting'

/** Pays out the principal less the charges that are kept back, with the VAT on their sum. */
export function draftDisburse(drafting: DraftingOf<'DISBURSE'>): void {
  const { draft, event, splits } = drafting
  const { amount } = splitOf(drafting)
  const fee = splits.find(({ part }) => part === 1)?.amount ?? 0n
  const vat = vatOn(fee, event.payload.vatRate)
  disburse(draft, event.effectiveDate, { amount, fee, vat })
}

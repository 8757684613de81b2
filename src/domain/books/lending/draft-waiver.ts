import { least } from '../../values/money'
import type { CivilDate } from '../../values/calendar'
import { share } from '../allocation'
import type { InvoiceType } from '../books'
import { credit, debit } from '../entry'
import type { ChargeType } from './charge-dues'
import { splitOf, type Drafting, type DraftingOf } from './drafting'
import { accrueAllInterest, raiseChargesAhead } from './recognise'

/** What is recognised of the interest is an expense; the rest is never recognised. */
export function draftWaiveInterest(drafting: DraftingOf<'WAIVE_INTEREST'>): void {
  const { draft, recognition, closes } = drafting
  const { interest } = splitOf(drafting)
  const recognised = least(interest, draft.openOn('INTEREST'))
  waive(drafting, 'INTEREST', recognised)
  recognition.forgoInterest(interest - recognised)
  if (closes) accrueAllInterest(drafting)
}

/** A charge that is due is an expense; one that is not is never raised, but for what was already. */
export function draftWaiveCharge(
  drafting: DraftingOf<'WAIVE_CHARGE'>,
  dueOn: CivilDate | null,
): void {
  const split = splitOf(drafting)
  for (const { kind, due, fees, penalties } of split.moves) {
    if (kind !== 'WAIVED') continue
    waiveCharge(drafting, 'FEE', dueOn ?? due, -fees)
    waiveCharge(drafting, 'PENALTY', dueOn ?? due, -penalties)
  }
  if (drafting.closes) accrueAllInterest(drafting)
}

function waiveCharge(
  drafting: DraftingOf<'WAIVE_CHARGE'>,
  type: ChargeType,
  due: CivilDate,
  amount: bigint,
): void {
  if (amount === 0n) return
  const { event, recognition } = drafting
  if (due <= event.effectiveDate) {
    raiseChargesAhead(drafting, { FEE: 0n, PENALTY: 0n, [type]: amount })
    waive(drafting, type, amount)
  } else {
    const raised = least(amount, raisedAhead(drafting, type))
    waive(drafting, type, raised)
    recognition.forgoCharge(event.payload.chargeEventId, { type, due, amount: amount - raised })
  }
}

/** What is open of charges that are not yet due: they were paid ahead, and the payment refunded. */
function raisedAhead({ draft, event, recognition }: Drafting, type: ChargeType): bigint {
  const open = draft.openOn(type)
  const settled = recognition.raised(type) - open
  const openOfDue = recognition.chargesDue(type, event.effectiveDate) - settled
  return openOfDue > 0n ? open - least(open, openOfDue) : open
}

function waive({ draft, event }: Drafting, type: InvoiceType, amount: bigint): void {
  if (amount === 0n) return
  draft.allocate('WAIVER', event.eventId, share(amount, draft.openInvoices(type)).shares)
  const receivable = type === 'INTEREST' ? '1102' : '1103'
  draft.post(
    'WAIVER',
    event.effectiveDate,
    type === 'INTEREST' ? 'Interest waived' : 'Charge waived',
    [debit('5102', amount), credit(receivable, amount)],
    'IN_PIECES',
  )
}

import { share } from '../allocation'
import { credit, debit } from '../entry'
import { raiseInterest } from '../posting/interest-invoice'
import { least } from '../../values/money'
import type { CivilDate } from '../../values/calendar'
import type { ChargeType } from './charge-dues'
import type { Drafting } from './drafting'

const CHARGES = {
  FEE: { income: '4103', receivable: 'Fee receivable', earned: 'Fee income' },
  PENALTY: { income: '4104', receivable: 'Penalty receivable', earned: 'Penalty income' },
} as const

export const CHARGE_TYPES = ['FEE', 'PENALTY'] as const satisfies readonly ChargeType[]

/** Recognises interest up to a day, and lets what was paid ahead pay it. */
export function accrueInterest(drafting: Drafting, through: CivilDate): void {
  const amount = drafting.recognition.interestBy(through)
  recogniseInterest(drafting, amount, `Interest accrued through ${through}`)
}

/** Recognises all that is left of the interest: nothing is outstanding that it could still accrue on. */
export function accrueAllInterest(drafting: Drafting): void {
  const amount = drafting.recognition.interestLeft()
  recogniseInterest(drafting, amount, 'Interest accrued at closing')
}

/** Recognises the interest that was paid ahead, and lets what has paid it do so. */
export function recogniseAdvance(drafting: Drafting): void {
  const paidAhead = drafting.draft.left('ADVANCE')
  recogniseInterest(drafting, paidAhead, 'Interest paid in advance recognised')
}

function recogniseInterest(drafting: Drafting, amount: bigint, description: string): void {
  const { draft, event, recognition } = drafting
  if (amount > 0n) {
    raiseInterest(draft, event.effectiveDate, amount, description)
    recognition.recogniseInterest(amount)
  }
  applyAdvance(drafting)
}

function applyAdvance({ draft, event }: Drafting): void {
  const applied = least(draft.left('ADVANCE'), draft.openOn('INTEREST'))
  if (applied === 0n) return
  for (const { from, amount } of draft.use('ADVANCE', applied)) {
    draft.allocate('ADVANCE', from.eventId, share(amount, draft.openInvoices('INTEREST')).shares)
  }
  draft.post(
    'ADVANCE_USE',
    event.effectiveDate,
    'Interest paid in advance applied',
    [debit('2103', applied), credit('1102', applied)],
    'IN_PIECES',
  )
}

/** Raises the charges that have fallen due by a day. */
export function raiseChargesDue(drafting: Drafting, day: CivilDate): void {
  const { recognition } = drafting
  raiseCharges(drafting, 'Charges due', {
    FEE: recognition.chargesBy('FEE', day),
    PENALTY: recognition.chargesBy('PENALTY', day),
  })
}

/** Raises what an installment costs for being overdue. */
export function raisePenalty(drafting: Drafting, amount: bigint): void {
  const { event, recognition } = drafting
  const raised = recognition.addPenalty(event.eventId, event.effectiveDate, amount)
  raiseCharges(drafting, 'Penalty for an overdue installment', { FEE: 0n, PENALTY: raised })
}

/** Raises what is about to be settled of charges and is not raised: it is before its day. */
export function raiseChargesAhead(
  drafting: Drafting,
  settled: Readonly<Record<ChargeType, bigint>>,
): void {
  const { draft } = drafting
  const missing = (type: ChargeType) => settled[type] - least(settled[type], draft.openOn(type))
  raiseCharges(drafting, 'Charges due when settled', {
    FEE: missing('FEE'),
    PENALTY: missing('PENALTY'),
  })
}

function raiseCharges(
  { draft, event, recognition }: Drafting,
  description: string,
  amounts: Readonly<Record<ChargeType, bigint>>,
): void {
  const total = amounts.FEE + amounts.PENALTY
  if (total === 0n) return
  const date = event.effectiveDate
  for (const type of CHARGE_TYPES) {
    const amount = amounts[type]
    if (amount === 0n) continue
    const { income, receivable, earned } = CHARGES[type]
    draft.raise(type, date, amount, [
      { ...debit('1103', amount), description: receivable },
      { ...credit(income, amount), description: earned },
    ])
    recognition.raiseCharges(type, amount)
  }
  draft.post('CHARGES', date, description, [
    debit('1103', total),
    credit('4103', amounts.FEE),
    credit('4104', amounts.PENALTY),
  ])
}

import fc from 'fast-check'

import { addDays } from '../../src/domain/values/calendar'
import type { StageRequest } from '../../src/stream/stage-request'
import type { OwnEvent, OwnLoan } from './own-loan'

/** What somebody tries on a loan of our own LMS. */
export interface Attempt {
  kind: (typeof KINDS)[number]
  days: number
  back: number
  amount: number
  pick: number
  /** Days ago through which the books are closed before it; null where they stay as they are. */
  closed: number | null
}

const KINDS = [
  ...([
    'REPAY',
    'REPAY',
    'REPAY',
    'REPAY',
    'REVERSAL',
    'REVERSAL',
    'ADD_CHARGE',
    'NOTHING',
  ] as const),
  ...(['WAIVE_CHARGE', 'WAIVE_INTEREST', 'WRITE_OFF', 'REFUND', 'CREDIT_REFUND'] as const),
  ...(['UNDO_DISBURSAL', 'UNDO_WRITE_OFF', 'UNDO_APPROVAL', 'APPROVE', 'DISBURSE'] as const),
] as const

export const attempt: fc.Arbitrary<Attempt> = fc.record({
  kind: fc.constantFrom(...KINDS),
  days: fc.integer({ min: 0, max: 45 }),
  back: fc.constantFrom(0, 0, 0, 1, 5, 20, 40),
  amount: fc.integer({ min: 1, max: 800_000 }),
  pick: fc.nat(),
  closed: fc.constantFrom(null, null, null, 0, 1, 10, 40),
})

/** The command of an attempt, whatever becomes of it; null where nothing is tried. */
export function requestOf(
  loan: OwnLoan,
  { kind, back, amount, pick }: Attempt,
  events: readonly OwnEvent[],
): StageRequest | Promise<StageRequest> | null {
  const date = addDays(loan.today, -back)
  const said = { amount: String(amount) }
  switch (kind) {
    case 'NOTHING':
      return null
    case 'REPAY':
      return loan.repay(said.amount, date)
    case 'ADD_CHARGE':
      return loan.addCharge({ dueOn: addDays(loan.today, (pick % 60) - 20) })
    case 'REVERSAL': {
      const posted = events.filter((event) => event.status === 'POSTED' && event.seq > 3)
      const target = posted[pick % Math.max(1, posted.length)]
      return target === undefined ? null : loan.reversal(target.seq)
    }
    case 'WAIVE_CHARGE': {
      const charges = events.filter(({ kind: of }) => of === 'ADD_CHARGE' || of === 'PENALTY')
      const charge = charges[pick % Math.max(1, charges.length)]
      if (charge === undefined) return null
      const which = { chargeEventId: charge.eventId, index: 0, installment: null }
      return loan.command('WAIVE_CHARGE', which, date)
    }
    case 'WAIVE_INTEREST':
    case 'REFUND':
    case 'CREDIT_REFUND':
      return loan.command(kind, { amount: String(1 + (amount % 10_000)) }, date)
    case 'APPROVE':
      return loan.approve()
    case 'DISBURSE':
      return loan.disburse()
    case 'WRITE_OFF':
    case 'UNDO_DISBURSAL':
    case 'UNDO_WRITE_OFF':
    case 'UNDO_APPROVAL':
      return loan.command(kind, {})
  }
}

import type { Judgement, LoanPosition, TransactionSplit } from './position'
import type { RefusalCode } from '../events/refusal'
import { withoutCredit, type CreditLot, type TakenBy } from './credit-lots'
import { statusOf } from './status'

export function refuse(code: RefusalCode, message: string): Judgement {
  return { accepted: false, refusal: { code, message } }
}

/**
 * The position after an accepted event, its status following from what is owed.
 * @param takenBy which credit goes first, where the event uses any
 */
export function accept(
  before: LoanPosition,
  change: Partial<Omit<LoanPosition, 'status' | 'credits'>>,
  split: TransactionSplit,
  takenBy: TakenBy = 'ARRIVAL',
): Judgement & { accepted: true } {
  const after = { ...before, ...change }
  const credits = before.credits && creditsAfter(before.credits, after, before, split, takenBy)
  const position = { ...after, ...(credits && { credits }), status: statusOf(after) }
  return { accepted: true, position, split }
}

function creditsAfter(
  lots: readonly CreditLot[],
  after: LoanPosition,
  before: LoanPosition,
  { date }: TransactionSplit,
  takenBy: TakenBy,
): readonly CreditLot[] {
  const left = after.creditBalance - before.creditBalance
  if (left < 0n) return withoutCredit(lots, -left, takenBy)
  return left === 0n ? lots : [...lots, { date, open: left }]
}

import type { Judgement, LoanPosition, TransactionSplit } from './position'
import type { RefusalCode } from '../events/refusal'
import { statusOf } from './status'

export function refuse(code: RefusalCode, message: string): Judgement {
  return { accepted: false, refusal: { code, message } }
}

/** The position after an accepted event, its status following from what is owed. */
export function accept(
  before: LoanPosition,
  change: Partial<Omit<LoanPosition, 'status'>>,
  split: TransactionSplit,
): Judgement {
  const after = { ...before, ...change }
  return { accepted: true, position: { ...after, status: statusOf(after) }, split }
}

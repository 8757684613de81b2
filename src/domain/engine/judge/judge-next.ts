import type { LendingEvent, LendingFact } from '../../events/lending/lending-event'
import type { MinorUnits } from '../../values/money'
import { judgeCommand } from './judge-command'
import type { Naming } from './standing'

/** Its application was refused behind the back of whoever sent it: there is nothing to command. */
const NO_LOAN = { code: 'LOAN_NOT_FOUND', message: 'The application for this loan was refused.' }

export type NextJudgement =
  | { accepted: true; amount: MinorUnits | null }
  | { accepted: false; refusal: { code: string; message: string } }

/**
 * Judges what comes next in a loan's stream, which may be there without a loan.
 * @param live what was posted and not reversed before it
 */
export function judgeNext(
  live: readonly LendingFact[],
  event: LendingEvent,
  naming: Naming,
): NextJudgement {
  if (live.length === 0 && event.kind !== 'SUBMIT') return { accepted: false, refusal: NO_LOAN }
  return judgeCommand(live, event, naming)
}

import type { LendingEvent, LendingFact } from '../../events/lending/lending-event'
import { isOneTooMany, MOST_COMMANDED } from '../most-live'
import { refuse } from '../refusals/refusals'
import { judgeCommand } from './judge-command'
import type { CommandJudgement } from './judge-command'
import type { Naming } from './standing'

/**
 * Judges what comes next in a loan's stream, which may be there without a loan.
 * @param live what was posted and not reversed before it
 */
export function judgeNext(
  live: readonly LendingFact[],
  event: LendingEvent,
  naming: Naming,
): CommandJudgement {
  if (live.length === 0 && event.kind !== 'SUBMIT') {
    // Its application was refused behind the back of whoever sent it: there is nothing to command.
    return { accepted: false, refusal: refuse('LOAN_NOT_FOUND', { loan: naming.loanId }) }
  }
  if (isOneTooMany(live.length, event)) {
    const most = String(MOST_COMMANDED)
    return { accepted: false, refusal: refuse('TOO_MANY_EVENTS', { most }) }
  }
  return judgeCommand(live, event, naming)
}

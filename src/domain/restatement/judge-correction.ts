import type { Refusal } from '../events/refusal'
import type { LoanEvent, ReversalEvent } from '../events/stream-event'
import { judgeEvent } from '../pushed/judge-event'
import { judgeReversal } from './judge-reversal'
import type { ReversedPosition } from './judge-reversal'

/**
 * Judges a reversal with what is to replace the reversed event in view: it is refused too where that
 * would be, so that the loan never stands without both.
 *
 * @param posted the loan's posted events, none of them reversed, in order of seq
 * @param replacement null where the reversal stands for itself
 */
export function judgeCorrection(
  posted: readonly LoanEvent[],
  reversal: ReversalEvent,
  replacement: LoanEvent | null,
): ReversedPosition | { accepted: false; refusal: Refusal } {
  const reversed = judgeReversal(posted, reversal)
  if (!reversed.accepted || replacement === null) return reversed
  const judgement = judgeEvent(reversed.position, replacement)
  if (judgement.accepted) return reversed
  const { code, message } = judgement.refusal
  return {
    accepted: false,
    refusal: {
      code: 'CORRECTION_FAILED',
      message: `What is to replace the event would be refused: ${code}: ${message}`,
    },
  }
}

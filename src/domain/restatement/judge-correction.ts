import type { Refusal } from '../events/refusal'
import type { LoanEvent, ReversalEvent } from '../events/stream-event'
import { judgeEvent } from '../pushed/judge-event'
import { judgeReversal } from './judge-reversal'
import { reportOfSameMonth } from './same-month'
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
  const refusal = refusalOf(replacement, reversed, posted)
  if (refusal === null) return reversed
  const { code, message } = refusal
  return {
    accepted: false,
    refusal: {
      code: 'CORRECTION_FAILED',
      message: `What is to replace the event would be refused: ${code}: ${message}`,
    },
  }
}

/** Why what is to replace the event would be refused where the reversal has left the loan. */
function refusalOf(
  replacement: LoanEvent,
  { position, withdrawn }: ReversedPosition,
  posted: readonly LoanEvent[],
): Refusal | null {
  const standing = posted.filter(({ eventId }) => !withdrawn.includes(eventId))
  const reported = reportOfSameMonth(standing, replacement)
  if (reported !== undefined) {
    // It was staged while that one was to be reversed, and that was refused since.
    const message = `Its month was reported by event ${reported.eventId} (no. ${reported.seq}).`
    return { code: 'DUPLICATE_REVENUE_MONTH', message }
  }
  const judgement = judgeEvent(position, replacement)
  return judgement.accepted ? null : judgement.refusal
}

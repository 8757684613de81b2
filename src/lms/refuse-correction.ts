import type { StepRefusal } from '../contract/step-results'
import type { OpenEvent } from './load-loan'

/**
 * Why an event has nothing to correct: the reversal that it was staged with has failed, or one that
 * waited ahead when it was staged, without which it would have been a repeat or refused. Null where
 * it is to be judged like any other.
 */
export function refusalOfCorrection({
  reversal,
  notReversed,
}: Pick<OpenEvent, 'reversal' | 'notReversed'>): StepRefusal | null {
  if (reversal !== null) {
    if (reversal.status === 'POSTED') return null
    return {
      code: reversal.code ?? 'CORRECTION_FAILED',
      message: `The reversal it was sent with, no. ${reversal.seq}, failed: ${reversal.message ?? 'an operator skipped it.'}`,
    }
  }
  if (notReversed === null) return null
  return {
    code: 'CORRECTION_FAILED',
    message: `It was taken because no. ${notReversed} was to be reversed, and that was not.`,
  }
}

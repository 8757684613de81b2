import { LMS_REFUSALS } from '../../../domain/engine/refusals/refusals'
import type { LmsRefusalCode } from '../../../domain/engine/refusals/refusals'
import { AppError } from '../../../platform/errors'
import type { StageRefused } from '../../../stream/stage-request'
import { lmsError, missing } from '../lms-error'

export const NO_SUCH_LOAN = missing('LOAN_NOT_FOUND', 'loan')

/** What a stream says of reversals in words of its own. */
const SAID_ELSEWISE: Partial<Record<StageRefused['code'], LmsRefusalCode>> = {
  ALREADY_REVERSED: 'TRANSACTION_NOT_REVERSIBLE',
  EVENT_NOT_POSTED: 'TRANSACTION_NOT_REVERSIBLE',
  EVENT_NOT_REVERSIBLE: 'TRANSACTION_NOT_REVERSIBLE',
}

/**
 * What a stream alone refuses, in the words of the LMS where it has some.
 * @param said what the texts name
 */
export function notStaged(
  { code, message }: Pick<StageRefused, 'code' | 'message'>,
  said: Readonly<Record<string, string>>,
): AppError {
  const known = SAID_ELSEWISE[code] ?? code
  if (isOfTheLms(known)) return lmsError(known, said)
  return new AppError(code, message, { status: code === 'IDEMPOTENCY_KEY_REUSED' ? 422 : 403 })
}

/** What only the LMS that pushes a loan can tell. */
export function writtenElsewhere(): AppError {
  const message = 'This loan is pushed by another LMS, which alone has its terms.'
  return new AppError('LOAN_OWNED_ELSEWHERE', message, { status: 403 })
}

/** What the loan refused, as it was written down. */
export function notJudged(failure: { code: string; message: string } | null): AppError {
  const { code, message } = failure ?? { code: 'SKIPPED', message: 'An operator gave it up.' }
  return new AppError(code, message, { status: isOfTheLms(code) ? LMS_REFUSALS[code].status : 403 })
}

function isOfTheLms(code: string): code is LmsRefusalCode {
  return Object.hasOwn(LMS_REFUSALS, code)
}

import type { RefusalRule } from '../../../domain/engine/refusals/refusal-rule'
import { LMS_REFUSALS } from '../../../domain/engine/refusals/refusals'
import type { LmsRefusalCode } from '../../../domain/engine/refusals/refusals'
import { AppError } from '../../../platform/errors'
import { stateOf } from './state'

export const NO_SUCH_LOAN = { code: 'LOAN_NOT_FOUND', message: 'There is no loan {loanId}.' }

/** As this door answers each class of refusals. */
export const STATUS_OF: Record<RefusalRule['class'], number> = {
  STATE: 409,
  RULE: 422,
  FIELD: 400,
  MISSING: 404,
  TAKEN: 409,
}

/** What the LMS says no with, as this door says it: its words without their wrapping. */
const WRAPPING = /^lms: status=\d+ code="[^"]*": /

/** @param status the loan's, as the LMS calls it; null of one that is not there yet */
export function asProblem(error: unknown, status: string | null): unknown {
  if (!(error instanceof AppError)) return error
  const { code, fields, headers, message } = error
  const said = message.replace(WRAPPING, '')
  if (!isOfTheLms(code)) {
    return error.status === 403 ? new AppError(code, said, { status: 422, fields, headers }) : error
  }
  const rule: RefusalRule = LMS_REFUSALS[code]
  const details =
    rule.class === 'STATE' && status !== null
      ? {
          currentState: stateOf(status).state,
          allowedStates: (rule.allowed ?? []).map((allowed) => stateOf(allowed).state),
        }
      : {}
  return new AppError(rule.class === 'FIELD' ? 'VALIDATION_FAILED' : code, said, {
    status: STATUS_OF[rule.class],
    fields,
    details,
  })
}

function isOfTheLms(code: string): code is LmsRefusalCode {
  return Object.hasOwn(LMS_REFUSALS, code)
}

import { LMS_REFUSALS, refuse, refuseFields } from '../../domain/engine/refusals/refusals'
import type { LmsRefusal, LmsRefusalCode } from '../../domain/engine/refusals/refusals'
import { AppError } from '../../platform/errors'
import type { FieldError } from '../../platform/errors'

/** A refusal of the LMS as it is answered. */
export function lmsError(
  code: LmsRefusalCode,
  values: Readonly<Record<string, string>> = {},
): AppError {
  return refusedWith(refuse(code, values))
}

export function refusedWith({ code, message }: LmsRefusal): AppError {
  return new AppError(code, message, { status: LMS_REFUSALS[code].status })
}

/** All that is wrong with the fields of a write, as one error. */
export function invalid(errors: readonly FieldError[]): AppError {
  return refusedWith(
    refuseFields(
      errors.map(({ field, message }) => ({
        field,
        message: `The parameter \`${field}\` ${message}`,
      })),
    ),
  )
}

/** What a row says where its parameter names nothing: the text names the parameter. */
export function missing(code: LmsRefusalCode, parameter: string) {
  const { message } = refuse(code, { [parameter]: `{${parameter}}` })
  return { code: LMS_REFUSALS[code].globalCode, message }
}

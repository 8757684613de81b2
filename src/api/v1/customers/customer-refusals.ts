import type { NotWritten } from '../../../lending/customers/write-customer'
import { AppError } from '../../../platform/errors'
import { lmsError, missing } from '../lms-error'

export const NO_SUCH_CUSTOMER = missing('CUSTOMER_NOT_FOUND', 'customer')

/** @param said what the texts name */
export function notWritten(status: NotWritten, said: Readonly<Record<string, string>>): AppError {
  switch (status) {
    case 'KEY_REUSED': {
      const message = 'This Idempotency-Key was used before, for something else.'
      return new AppError('IDEMPOTENCY_KEY_REUSED', message, { status: 422 })
    }
    case 'OWNED_ELSEWHERE': {
      const message = 'This customer is written by another door than this one.'
      return new AppError('LOAN_OWNED_ELSEWHERE', message, { status: 403 })
    }
    case 'TAKEN':
      return lmsError('CUSTOMER_EXISTS', said)
    case 'NOT_FOUND':
      return lmsError('CUSTOMER_NOT_FOUND', said)
    case 'ACTIVE_ALREADY':
      return lmsError('CUSTOMER_ACTIVE_ALREADY')
  }
}

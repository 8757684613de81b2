import type { Request } from 'express'

import { AppError } from '../../../platform/errors'
import { hasUnreadableWait, preferredWait } from '../../wire/prefer'

/**
 * How many seconds a caller wants to wait; null where it does not say. To be asked before anything is
 * staged.
 * @throws AppError 400
 */
export function askedWait(http: Request): number | null {
  const header = http.get('Prefer')
  if (hasUnreadableWait(header)) {
    const message = 'Prefer: wait must be a whole number of seconds, 0 to 30'
    throw new AppError('VALIDATION_FAILED', message, { status: 400 })
  }
  return preferredWait(header)
}

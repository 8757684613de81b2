import { ApplicationFailure } from '@temporalio/activity'
import { TemporalFailure } from '@temporalio/common'

import { errorCode, isSystemFault } from '../src/platform/database-errors'
import { AppError, errorMessage } from '../src/platform/errors'

/** Trying again would meet the same answer. */
const FINAL_STATUSES = new Set([404, 422])
const FINAL_CODES = new Set(['EVENT_NOT_PARKED'])
const SQLSTATE = /^[0-9A-Z]{5}$/

/**
 * What Temporal keeps of an error, for whoever looks at a pending activity. Its own words are kept only
 * where they are ours or are about the system behind: others quote what they stumbled over.
 */
export function toldFailure(step: string, error: unknown): TemporalFailure {
  if (error instanceof TemporalFailure) return error
  if (error instanceof AppError) {
    const { code: type, message, status } = error
    const nonRetryable = FINAL_STATUSES.has(status) || FINAL_CODES.has(type)
    return ApplicationFailure.create({ type, message, nonRetryable })
  }
  if (isSystemFault(error)) {
    const type = errorCode(error) ?? 'UNAVAILABLE'
    return ApplicationFailure.create({ type, message: errorMessage(error) })
  }
  const code = errorCode(error)
  const isSql = code !== undefined && SQLSTATE.test(code)
  const what = isSql ? `PostgreSQL refused a statement (${code})` : `it met a ${nameOf(error)}`
  return ApplicationFailure.create({
    type: isSql ? code : 'UNHANDLED',
    message: `The step ${step} failed: ${what}. The worker's log says more.`,
  })
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

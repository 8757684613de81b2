import { errorCode } from '../platform/database-errors'
import { notStaged } from './stage-group'
import type { StageError } from './stage-group'
import type { StageOutcome, StageRequest } from './stage-request'

/** A request that somebody waits for. */
export interface Waiting {
  request: StageRequest
  /** Its loan, across all businesses. */
  loan: string
  /** On the clock of `performance.now()`. */
  since: number
  resolve(outcome: StageOutcome): void
  reject(error: unknown): void
}

/** Calls back with a request that waits from now on. */
export function waitFor(
  request: StageRequest,
  begin: (waiting: Waiting) => void,
): Promise<StageOutcome> {
  const loan = `${request.businessId}/${request.loanId}`
  return new Promise((resolve, reject) => {
    begin({ request, loan, since: performance.now(), resolve, reject })
  })
}

export function settle(waiting: Waiting, outcome: StageOutcome | StageError | undefined): void {
  if (outcome === undefined || outcome.status === 'ERROR') waiting.reject(notStaged(outcome))
  else waiting.resolve(outcome)
}

/** Text that jsonb cannot hold fails the whole statement before any row is judged. */
export function isDataException(error: unknown): boolean {
  return errorCode(error)?.startsWith('22') ?? false
}

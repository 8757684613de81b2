import { ApplicationFailure } from '@temporalio/activity'

/** Ends the cheap path: a workflow task must not wait for another system. */
export function notLocal(): ApplicationFailure {
  const message = 'An external Accounting is called by regular activities only.'
  return ApplicationFailure.nonRetryable(message, 'NOT_LOCAL')
}

import { ApplicationFailure, activityInfo, cancellationSignal } from '@temporalio/activity'

import type { ActivityDependencies, LoanActivities } from './types'
import { AccountingFault } from '../src/accounting/http/accounting-fault'
import { guarded } from './guarded'
import { notLocal } from './not-local'

/** Step 2: the postings of what the LMS accepted, and the end of the events. */
export function accountingActivity({
  lms,
  accounting,
  metrics,
}: ActivityDependencies): LoanActivities['accounting'] {
  return guarded('accounting', metrics, async ({ streamId, taken }) => {
    // A loan that was started before the gateway was another one still tries the cheap path first.
    if (accounting.isRemote && activityInfo().isLocal) throw notLocal()
    try {
      return await accounting.post(
        { streamId, taken: await lms.recall(taken) },
        cancellationSignal(),
      )
    } catch (error) {
      throw error instanceof AccountingFault ? asFailure(error) : error
    }
  })
}

/** Operators read the message beside the pending activity. */
function asFailure({ faultCode, message, retryAfterMs }: AccountingFault): ApplicationFailure {
  return ApplicationFailure.create({
    type: faultCode,
    message,
    ...(retryAfterMs === null ? {} : { nextRetryDelay: Math.ceil(retryAfterMs) }),
  })
}

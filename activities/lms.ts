import type { ActivityDependencies, LoanActivities } from './types'
import { tellResult } from '../src/steps/tell-result'
import { guarded } from './guarded'

/** Step 1: the loan's state transitions. */
export function lmsActivity({ lms, metrics }: ActivityDependencies): LoanActivities['lms'] {
  return guarded('lms', metrics, async ({ loan }) => tellResult(await lms.take(loan)))
}

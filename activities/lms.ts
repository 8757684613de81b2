import type { ActivityDependencies, LoanActivities } from './types'
import { guarded } from './guarded'

/** Step 1: the loan's state transitions. */
export function lmsActivity({ lms, metrics }: ActivityDependencies): LoanActivities['lms'] {
  return guarded('lms', metrics, ({ loan }) => lms.take(loan))
}

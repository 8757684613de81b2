import type { ActivityDependencies, LoanActivities } from '.'
import { guarded } from './guarded'

/** Step 2: the postings of what the LMS accepted, and the end of the events. */
export function accountingActivity({
  accounting,
  metrics,
}: ActivityDependencies): LoanActivities['accounting'] {
  return guarded('accounting', metrics, (batch) => accounting.post(batch))
}

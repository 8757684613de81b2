import type { ActivityDependencies, LoanActivities } from './types'
import { guarded } from './guarded'

/** The undo of step 1 where step 2 refused. */
export function compensationActivity({
  lms,
  metrics,
}: ActivityDependencies): LoanActivities['compensation'] {
  return guarded('compensation', metrics, ({ streamId }) => lms.compensate(streamId))
}

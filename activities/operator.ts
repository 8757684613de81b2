import type { ActivityDependencies, LoanActivities } from './types'
import { operate } from '../src/operations/operate'
import { reverseAsOperator } from '../src/operations/reverse'
import { guarded } from './guarded'

/** An operator's decision that came through the workflow: written down and carried out at once. */
export function operatorActivity({
  database,
  clock,
  metrics,
}: ActivityDependencies): LoanActivities['operator'] {
  return guarded('operator', metrics, async ({ loan, action, request }) => {
    const { eventId, actor, reason } = request
    if (action !== 'REVERSE') {
      const { businessId } = loan
      return operate(database, { action, businessId, eventId, actor, reason })
    }
    const { requestId, reversalDate = null, cascade = false } = request
    const asked = { eventId, actor, reason, reversalDate, cascade, requestId }
    return reverseAsOperator(database, clock, loan, asked)
  })
}

import { accountingActivity } from './accounting'
import { compensationActivity } from './compensation'
import { lmsActivity } from './lms'
import { operatorActivity } from './operator'
import { passActivity } from './pass'
import type { ActivityDependencies, LoanActivities } from './types'

export function createActivities(dependencies: ActivityDependencies): LoanActivities {
  return {
    pass: passActivity(dependencies),
    lms: lmsActivity(dependencies),
    accounting: accountingActivity(dependencies),
    compensation: compensationActivity(dependencies),
    operator: operatorActivity(dependencies),
  }
}

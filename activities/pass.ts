import type { ActivityDependencies, LoanActivities } from './types'
import { tellPass } from '../src/steps/tell-result'
import { guarded } from './guarded'
import { notLocal } from './not-local'

/** Both steps at once: what waits is taken by the LMS and posted in Accounting. */
export function passActivity({
  pass,
  accounting,
  metrics,
}: ActivityDependencies): LoanActivities['pass'] {
  return guarded('pass', metrics, async ({ loan }) => {
    // A loan that was started before the gateway was another one still tries the cheap path first.
    if (accounting.isRemote) throw notLocal()
    return tellPass(await pass(loan))
  })
}

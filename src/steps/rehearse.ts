import { EmbeddedAccounting } from '../accounting/embedded-accounting'
import { embeddedLms } from '../lms/lms-gateway'
import type { Database } from '../platform/database'
import { StageQueue } from '../stream/stage-queue'
import type { Duplicate, Staged, StageRefused, StageRequest } from '../stream/stage-request'
import { settleLoan } from './settle'

export type Rehearsed<View> = StageRefused | { outcome: Staged | Duplicate; view: View }

/**
 * What an event would come to, after all that waits before it: it is staged, judged and posted
 * like any other, looked at, and then all is rolled back.
 * @param look reads what is to be told, from the rehearsal's database
 */
export function rehearseEvent<View>(
  database: Database,
  request: StageRequest,
  look: (rehearsal: Database, eventId: string) => Promise<View>,
): Promise<Rehearsed<View>> {
  return database.rehearse(async (rehearsal) => {
    const outcome = await new StageQueue(rehearsal).stage(request)
    if (outcome.status === 'REFUSED') return outcome
    const { businessId, loanId } = request
    const accounting = new EmbeddedAccounting(rehearsal)
    await settleLoan(embeddedLms(rehearsal), accounting, { businessId, loanId })
    return { outcome, view: await look(rehearsal, outcome.eventId) }
  })
}

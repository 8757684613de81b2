import { LMS_REFUSALS } from '../../../domain/engine/refusals/refusals'
import type { LendingFact } from '../../../domain/events/lending/lending-event'
import { laterOf } from '../../../domain/values/calendar'
import type { CivilDate } from '../../../domain/values/calendar'
import { derivedOf, factsOf } from '../../../views/lending/lending-loan'
import type { LendingRecord } from '../../../views/lending/lending-record'
import { lmsError } from '../lms-error'
import { writtenElsewhere } from './loan-refusals'

/** A loan whose settlement can be quoted: its live events, and the last day of a quote. */
export interface Quotable {
  live: LendingFact[]
  last: CivilDate
}

/**
 * Null before the loan's application was judged.
 * @throws AppError where it is no loan of ours that can be repaid
 */
export function quotable(record: LendingRecord, today: CivilDate): Quotable | null {
  if (record.home === 'PUSH') throw writtenElsewhere()
  const derived = derivedOf(record)
  if (derived === null) return null
  const { allowed = [] } = LMS_REFUSALS.NOT_REPAYABLE
  if (!allowed.includes(derived.status)) throw lmsError('NOT_REPAYABLE')
  const last = laterOf(derived.timeline.expectedMaturityOn ?? today, today)
  return { live: factsOf(record), last }
}

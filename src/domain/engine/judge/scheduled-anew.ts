import type { ChargeTerms } from '../../events/lending/loan-terms'
import type { CivilDate } from '../../values/calendar'
import { factsOf } from '../facts'
import type { LmsRefusal } from '../refusals/refusals'
import { refusalOfSchedule } from './judge-submit'
import type { Standing } from './standing'

/** What a command changes of that from which a loan's schedule is made. */
interface Change {
  /** Minor units. */
  principal?: bigint
  disbursedOn?: CivilDate
  /** One more. */
  charge?: ChargeTerms
}

/** Why a loan cannot be scheduled anew; null where it can. */
export function scheduledAnew({ live }: Standing, change: Change): LmsRefusal | null {
  const { submit, amount, disbursedOn, charges } = factsOf(live)
  const added = change.charge === undefined ? [] : [change.charge]
  return refusalOfSchedule(
    { ...submit.payload, charges: [...charges.map(({ terms }) => terms), ...added] },
    change.principal ?? amount,
    change.disbursedOn ?? disbursedOn,
  )
}

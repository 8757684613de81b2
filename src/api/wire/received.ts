import type { Business } from '../../business/business'
import type { StagedContext } from '../../domain/events/staged-context'
import { todayIn } from '../../domain/values/calendar'
import type { CivilDate } from '../../domain/values/calendar'

/** Whose request it is and when it came. */
export interface Received {
  business: Business
  /** The business's date at that moment. */
  today: CivilDate
}

export function receivedAt(business: Business, instant: Date): Received {
  return { business, today: todayIn(business.timeZone, instant) }
}

/** What an event takes along from outside its stream. */
export function stagedContext({ business, today }: Received): StagedContext {
  return {
    today,
    closedThrough: business.closedThrough,
    accounts: business.accounts,
    exponent: business.exponent,
  }
}

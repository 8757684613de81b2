import type { CivilDate } from '../values/calendar'

/** What an event takes from outside its loan's stream, fixed when it is staged. */
export interface StagedContext {
  /** The business's date when the event was received. */
  today: CivilDate
  /** How many decimals the business's currency has: refusals state amounts in major units. */
  exponent: number
  /** Nothing is dated on or before this day; null when the books were never closed. */
  closedThrough: CivilDate | null
  /** Accounts the business has renamed: code of the standard chart → its own code. */
  accounts: Record<string, string>
}

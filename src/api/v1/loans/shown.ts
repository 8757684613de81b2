import type { CivilDate } from '../../../domain/values/calendar'

/** In what currency a loan is shown, and as of which day. */
export interface Shown {
  currency: string
  exponent: number
  today: CivilDate
  /** Those the clock books too. */
  withAccruals: boolean
}

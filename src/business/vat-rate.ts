import type { CivilDate } from '../domain/values/calendar'
import type { Business } from './business'

/** The rate in force on a date as decimal text; before the first rate there is no VAT. */
export function vatRateOn({ vatRates }: Business, on: CivilDate): string {
  const inForce = vatRates.filter(({ validFrom }) => validFrom <= on)
  return inForce.reduce((latest, rate) => (rate.validFrom > latest.validFrom ? rate : latest), {
    validFrom: '',
    rate: '0',
  }).rate
}

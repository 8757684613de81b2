import { addMonths } from '../domain/values/calendar'
import type { CivilDate } from '../domain/values/calendar'
import type { Random } from './random'

/** What was agreed when a loan was made. Amounts in minor units. */
export interface Terms {
  principal: bigint
  adminFee: bigint
  /** Hundredths of a percent a year. */
  rateBasisPoints: number
  months: number
  disbursedOn: CivilDate
}

/** Decimals of the amounts: those of the currency that the first business has. */
export const EXPONENT = 2
export const MAJOR = 10n ** BigInt(EXPONENT)

interface Product {
  /** Thousands in major units. */
  thousands: readonly [least: number, most: number]
  feeBasisPoints: readonly [number, ...number[]]
  rateBasisPoints: readonly [number, ...number[]]
  months: readonly [number, ...number[]]
}

const MICRO: Product = {
  thousands: [100, 900],
  feeBasisPoints: [0, 200, 300],
  rateBasisPoints: [3600, 4200],
  months: [2, 3, 4],
}
const PERSONAL: Product = {
  thousands: [1_000, 8_000],
  feeBasisPoints: [150, 250],
  rateBasisPoints: [2100, 2400, 2800],
  months: [5, 6, 9],
}
const BUSINESS: Product = {
  thousands: [10_000, 60_000],
  feeBasisPoints: [100, 125, 175],
  rateBasisPoints: [1650, 1800],
  months: [9, 12, 24],
}

/** No later than the middle of a month, so that a late payment is still in its month. */
const LAST_DAY = 14

/** @param shortest for a story that needs the loan to end: a micro loan of early in the year */
export function drawTerms(random: Random, year: number, shortest: boolean): Terms {
  const product = shortest ? MICRO : random.pick([MICRO, PERSONAL, PERSONAL, BUSINESS])
  const [least, most] = product.thousands
  const principal = BigInt(random.between(least, most)) * 1000n * MAJOR
  const day = random.between(0, LAST_DAY)
  const month = addMonths(`${year}-01-01`, random.between(0, shortest ? 5 : 9))
  return {
    principal,
    adminFee: (principal * BigInt(random.pick(product.feeBasisPoints))) / 10_000n,
    rateBasisPoints: random.pick(product.rateBasisPoints),
    months: random.pick(product.months),
    disbursedOn: `${month.slice(0, 8)}${String(day + 1).padStart(2, '0')}`,
  }
}

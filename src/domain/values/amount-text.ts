import { currencyExponent } from './currency'
import { formatMinor } from './money'

/** An amount in major units with its thousands apart, such as `1,234,567.89`. */
export function amountText(minor: bigint, currency: string): string {
  const [whole = '', decimals] = formatMinor(minor, currencyExponent(currency) ?? 0).split('.')
  return decimals === undefined ? grouped(whole) : `${grouped(whole)}.${decimals}`
}

/** The digits of a whole number with its thousands apart. */
export function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',')
}

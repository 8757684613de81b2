import { currencyExponent } from '../domain/values/currency'
import { formatMinor } from '../domain/values/money'

/** An amount in major units with its thousands apart, such as `1,234,567.89`. */
export function amountText(minor: bigint, currency: string): string {
  const text = formatMinor(minor, currencyExponent(currency) ?? 0)
  const [whole = '', decimals] = text.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return decimals === undefined ? grouped : `${grouped}.${decimals}`
}

/** The texts as wide as the widest, pushed to the right. */
export function rightAligned(texts: readonly string[]): string[] {
  const width = Math.max(0, ...texts.map(({ length }) => length))
  return texts.map((text) => text.padStart(width))
}

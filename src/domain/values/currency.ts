import { code as recordOf } from 'currency-codes'

/** What ISO 4217 lists without minor units: metals, bond units, funds, codes for tests. */
const WITHOUT_MINOR_UNITS = new Set(
  'XAG XAU XPD XPT XBA XBB XBC XBD XDR XSU XUA XTS XXX'.split(' '),
)

/** How many decimals an ISO 4217 currency has; undefined where it is none that money is lent in. */
export function currencyExponent(code: string): number | undefined {
  if (WITHOUT_MINOR_UNITS.has(code)) return undefined
  const currency = recordOf(code)
  return currency?.code === code ? currency.digits : undefined
}

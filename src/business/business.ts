import { accountNames } from '../domain/books/chart'
import { currencyExponent } from '../domain/values/currency'

export interface VatRate {
  /** First day, yyyy-MM-dd, on which the rate is in force. */
  validFrom: string
  /** Decimal text, `0.18` for 18 %. */
  rate: string
}

/** A tenant, with all that its events take from outside their stream. */
export interface Business {
  id: string
  /** ISO 4217. */
  currency: string
  /** Decimals of the currency. */
  exponent: number
  /** IANA name; "today" is the date there. */
  timeZone: string
  /** By validFrom, oldest first; at least one. */
  vatRates: VatRate[]
  /** Nothing is posted on or before this day. */
  closedThrough: string | null
  /** The business's own account codes by standard code. */
  accounts: Record<string, string>
}

/** `glAsset`, `glIncome` and `glFee` with the codes the business has for them. */
export type AccountMapping = Partial<Record<keyof typeof accountNames, string>>

export interface BusinessRow {
  id: string
  currency: string
  time_zone: string
  account_mapping: AccountMapping
  closed_through: string | null
  vat_rates: VatRate[]
}

/** Columns of a `BusinessRow` from the table `business` under the alias `b`. */
export const businessColumns = `
  b.id, b.currency, b.time_zone, b.account_mapping, b.closed_through,
  (SELECT jsonb_agg(
            jsonb_build_object('validFrom', v.valid_from, 'rate', trim_scale(v.rate)::text)
            ORDER BY v.valid_from)
   FROM vat_rate v WHERE v.business_id = b.id) AS vat_rates`

export function businessOf(row: BusinessRow): Business {
  const exponent = currencyExponent(row.currency)
  if (exponent === undefined) throw new Error(`business ${row.id} has no currency`)
  return {
    id: row.id,
    currency: row.currency,
    exponent,
    timeZone: row.time_zone,
    vatRates: row.vat_rates,
    closedThrough: row.closed_through,
    accounts: ownAccounts(row.account_mapping),
  }
}

/** An account mapping by standard code instead of by name. */
export function ownAccounts(mapping: AccountMapping): Record<string, string> {
  return Object.fromEntries(
    Object.entries(accountNames).flatMap(([name, standard]) => {
      const own = mapping[name as keyof AccountMapping]
      return own === undefined ? [] : [[standard, own]]
    }),
  )
}

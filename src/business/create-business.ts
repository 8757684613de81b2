import { STANDARD_CHART } from '../domain/books/chart'
import { canonicalId } from '../domain/values/identifier'
import type { Database } from '../platform/database'
import { errorCode } from '../platform/database-errors'
import { AppError } from '../platform/errors'
import type { FieldError } from '../platform/errors'
import { ownAccounts } from './business'
import type { AccountMapping } from './business'
import { businessMistakes } from './business-mistakes'

export interface NewBusiness {
  name: string
  /** ISO 4217; default TZS. */
  currency?: string
  /** IANA name; default UTC. */
  timeZone?: string
  /** Decimal text; default 0.18. */
  vatRate?: string
  accountMapping?: AccountMapping
}

/** Before any loan of any business. */
const EVER = '1900-01-01'
const UNIQUE_VIOLATION = '23505'

/**
 * Makes a business with its VAT rate, its chart of accounts and product 1, which sets no limits.
 *
 * @returns its id
 */
export async function createBusiness(database: Database, given: NewBusiness): Promise<string> {
  const business = { currency: 'TZS', timeZone: 'UTC', vatRate: '0.18', ...given }
  const fields = businessMistakes(business)
  if (fields.length > 0) throw invalid(fields)
  try {
    const [row] = await database.query<{ id: string }>(
      'create_business',
      `WITH made AS (
         INSERT INTO business (name, currency, time_zone, account_mapping)
         VALUES ($1, $2, $3, $4) RETURNING id
       ), rate AS (
         INSERT INTO vat_rate (business_id, valid_from, rate) SELECT id, $5, $6 FROM made
       ), chart AS (
         INSERT INTO account (business_id, code, name, type)
         SELECT made.id, a.code, a.name, a.type
         FROM made, jsonb_to_recordset($7) AS a (code text, name text, type text)
       ), product AS (
         INSERT INTO lending_product (business_id, no, code) SELECT id, 1, 'STANDARD' FROM made
       ), version AS (
         INSERT INTO lending_product_version (business_id, product_no, version, status, name,
                                              currency, config, accounting_mapping)
         SELECT id, 1, 1, 'published', 'Standard loan', $2, '{}', '{}' FROM made
       )
       SELECT id FROM made`,
      [
        canonicalId(business.name),
        business.currency,
        business.timeZone,
        JSON.stringify(business.accountMapping ?? {}),
        EVER,
        business.vatRate,
        JSON.stringify(chartOf(business.accountMapping ?? {})),
      ],
    )
    if (row === undefined) throw new Error('an insert returned no row')
    return row.id
  } catch (error) {
    if (errorCode(error) !== UNIQUE_VIOLATION) throw error
    throw new AppError('BUSINESS_EXISTS', `There is a business called ${business.name} already.`, {
      status: 409,
      cause: error,
    })
  }
}

interface ChartAccount {
  code: string
  name: string
  type: string
}

/** The standard accounts, and beside them the business's own for those it has mapped. */
function chartOf(mapping: AccountMapping): ChartAccount[] {
  const own = ownAccounts(mapping)
  const mapped = STANDARD_CHART.flatMap((account) => {
    const code = own[account.code]
    return code === undefined || code === account.code ? [] : [{ ...account, code }]
  })
  return [...STANDARD_CHART, ...mapped]
}

function invalid(fields: FieldError[]): AppError {
  const text = fields.map(({ field, message }) => `${field} ${message}`).join('; ')
  return new AppError('VALIDATION_FAILED', `The business cannot be made: ${text}.`, {
    status: 400,
    fields,
  })
}

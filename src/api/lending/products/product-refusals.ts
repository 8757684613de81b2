import type { ProductNotWritten } from '../../../lending/products/write-product'
import { AppError } from '../../../platform/errors'

type Refusal = readonly [status: number, message: string, details?: Record<string, unknown>]

/** Why a write of a product is refused. */
export function productNotWritten(
  { status: code, mapped = '', account = '' }: ProductNotWritten,
  product: string,
): AppError {
  const refusals: Record<ProductNotWritten['status'], Refusal> = {
    KEY_REUSED: [422, 'This Idempotency-Key was used for another request.'],
    TAKEN: [409, `There is a product with the code ${product} already.`],
    NOT_FOUND: [404, `There is no product ${product}.`],
    VERSION_CHANGED: [412, 'The product was edited since: read it again.'],
    PUBLISHED_ALREADY: [
      409,
      'Its newest version is published: an edit makes the next.',
      { currentState: 'published', allowedStates: ['draft'] },
    ],
    ACCOUNT_UNKNOWN: [422, `${mapped}: there is no account ${account} in the chart.`],
    ACCOUNT_TYPE: [
      422,
      `${mapped}: account ${account} is of another type than ${typeFor(mapped)}.`,
    ],
  }
  const [status, message, details = {}] = refusals[code]
  return new AppError(CODES[code], message, { status, details })
}

const CODES: Record<ProductNotWritten['status'], string> = {
  KEY_REUSED: 'IDEMPOTENCY_KEY_REUSED',
  TAKEN: 'PRODUCT_EXISTS',
  NOT_FOUND: 'PRODUCT_NOT_FOUND',
  VERSION_CHANGED: 'PRECONDITION_FAILED',
  PUBLISHED_ALREADY: 'PRODUCT_PUBLISHED',
  ACCOUNT_UNKNOWN: 'ACCOUNT_UNKNOWN',
  ACCOUNT_TYPE: 'ACCOUNT_TYPE',
}

function typeFor(mapped: string): string {
  return mapped === 'glAsset' ? 'ASSET' : 'INCOME'
}

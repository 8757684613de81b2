import type { Database } from '../platform/database'
import { AppError } from '../platform/errors'

export interface Rectification {
  businessId: string
  customerId: string
  name: string
  /** Who decides, and why: kept for good. */
  actor: string
  reason: string
}

/**
 * Puts a customer's name right; the one that stood before is kept. The same again changes nothing.
 * @throws AppError CUSTOMER_NOT_FOUND (404)
 */
export async function rectifyCustomer(
  database: Database,
  rectification: Rectification,
): Promise<void> {
  const [row] = await database.query<{ found: boolean }>(
    'rectify_customer',
    'SELECT rectify_customer($1::jsonb) AS found',
    [JSON.stringify(rectification)],
  )
  if (row?.found !== true) {
    throw new AppError('CUSTOMER_NOT_FOUND', 'There is no customer of this id.', { status: 404 })
  }
}

import type { Database } from '../../platform/database'
import { pageOf, windowOf } from '../../platform/page'
import type { Page, PageRequest } from '../../platform/page'
import type { StoredCustomer } from './customer'

/** A customer by its number; null where the business has none such. */
export async function findCustomerByNumber(
  database: Database,
  businessId: string,
  no: bigint,
): Promise<StoredCustomer | null> {
  const [row] = await database.query<{ customer: StoredCustomer }>(
    'find_customer_by_number',
    'SELECT customer_json(c) AS customer FROM customer c WHERE business_id = $1 AND no = $2',
    [businessId, no],
  )
  return row?.customer ?? null
}

/** A customer as its sender calls it; null where the business has none such. */
export async function findCustomerCalled(
  database: Database,
  businessId: string,
  customerId: string,
): Promise<StoredCustomer | null> {
  const [row] = await database.query<{ customer: StoredCustomer }>(
    'find_customer_called',
    'SELECT customer_json(c) AS customer FROM customer c WHERE business_id = $1 AND customer_id = $2',
    [businessId, customerId],
  )
  return row?.customer ?? null
}

/** In order of their numbers. */
export async function listCustomers(
  database: Database,
  businessId: string,
  page: PageRequest,
): Promise<Page<StoredCustomer>> {
  const { take, skip } = windowOf(page)
  const rows = await database.query<{ total: number; item: StoredCustomer | null }>(
    'list_customers',
    `WITH shown AS (
       SELECT no, customer_json(c) AS item FROM customer c WHERE business_id = $1
       ORDER BY no LIMIT $2 OFFSET $3
     )
     SELECT (SELECT count(*)::integer FROM customer WHERE business_id = $1) AS total,
            shown.item
     FROM (SELECT) one LEFT JOIN shown ON true ORDER BY shown.no`,
    [businessId, take, skip],
  )
  return pageOf(rows, page)
}

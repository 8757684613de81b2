import type { Database } from '../platform/database'

/** Ids of a business as somebody has written them. */
export interface WrittenIds {
  loans: string[]
  customers: string[]
  keys: string[]
}

/** Those of them that loans, customers and events have by exactly that text. */
export async function standingIds(
  database: Database,
  businessId: string,
  { loans, customers, keys }: WrittenIds,
): Promise<WrittenIds> {
  const [found] = await database.query<WrittenIds>(
    'standing_ids',
    `SELECT ARRAY(SELECT external_id FROM loan_stream WHERE business_id = $1 AND external_id = ANY ($2)) AS loans,
            ARRAY(SELECT customer_id FROM customer WHERE business_id = $1 AND customer_id = ANY ($3)) AS customers,
            ARRAY(SELECT idempotency_key FROM loan_event
                  WHERE business_id = $1 AND idempotency_key = ANY ($4)) AS keys`,
    [businessId, loans, customers, keys],
  )
  return found ?? { loans: [], customers: [], keys: [] }
}

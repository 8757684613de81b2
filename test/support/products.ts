import type { Application } from '../../src/stream/command-request'
import type { Database } from '../../src/platform/database'

/** Adds a published product to a business. */
export async function addProduct(
  database: Database,
  businessId: string,
  code: string,
): Promise<Application['product']> {
  const [row] = await database.query<{ no: number }>(
    'test_add_product',
    `WITH product AS (
       INSERT INTO lending_product (business_id, no, code)
       SELECT $1, max(no) + 1, $2 FROM lending_product WHERE business_id = $1 RETURNING *)
     INSERT INTO lending_product_version (business_id, product_no, version, status, name, currency, config, accounting_mapping)
     SELECT p.business_id, p.no, 1, 'published', p.code, b.currency, '{}', '{}'
     FROM product p JOIN business b ON b.id = p.business_id RETURNING product_no AS no`,
    [businessId, code],
  )
  if (row === undefined) throw new Error(`${code} was not added.`)
  return { no: row.no, code, version: 1 }
}

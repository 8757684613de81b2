import type { Statements } from '../../platform/statements'
import type { StoredProduct } from './product'

/** Which version of a product is asked for: what loans take, else the newest; the newest draft; a number. */
export type WhichVersion = 'current' | 'draft' | number

const PRODUCT = `
  jsonb_build_object('no', p.no, 'code', p.code, 'version', v.version, 'status', v.status, 'name', v.name,
    'currency', v.currency, 'config', v.config, 'accountMapping', v.accounting_mapping,
    'createdAt', iso_instant(p.created_at), 'updatedAt', iso_instant(v.created_at),
    'latestVersion', (SELECT max(n.version) FROM lending_product_version n
                      WHERE (n.business_id, n.product_no) = (p.business_id, p.no))) AS product`
const VERSIONS = `
  lending_product p
  JOIN lending_product_version v ON (v.business_id, v.product_no) = (p.business_id, p.no)`

interface Row {
  product: StoredProduct
}

/** As loans take it: its newest published version. Null where there is none. */
export async function findPublishedProduct(
  database: Statements,
  businessId: string,
  no: bigint,
): Promise<StoredProduct | null> {
  const [row] = await database.query<Row>(
    'find_published_product',
    `SELECT ${PRODUCT} FROM ${VERSIONS}
     WHERE p.business_id = $1 AND p.no = $2::bigint AND v.status = 'published'
     ORDER BY v.version DESC LIMIT 1`,
    [businessId, no],
  )
  return row?.product ?? null
}

/** Null where the business has no such product, or no such version of it. */
export async function findProduct(
  database: Statements,
  businessId: string,
  code: string,
  which: WhichVersion = 'current',
): Promise<StoredProduct | null> {
  const [row] = await database.query<Row>(
    'find_product',
    `SELECT ${PRODUCT} FROM ${VERSIONS}
     WHERE p.business_id = $1 AND p.code = $2
       AND CASE $3 WHEN 'current' THEN true WHEN 'draft' THEN v.status = 'draft'
                   ELSE v.version::text = $3 END
     ORDER BY $3 = 'current' AND v.status = 'published' DESC, v.version DESC LIMIT 1`,
    [businessId, code, String(which)],
  )
  return row?.product ?? null
}

/** Every product of a business, each as loans take it, else as it was drafted last; by code. */
export async function listProducts(
  database: Statements,
  businessId: string,
): Promise<StoredProduct[]> {
  const rows = await database.query<Row>(
    'list_products',
    `SELECT DISTINCT ON (p.code) ${PRODUCT} FROM ${VERSIONS}
     WHERE p.business_id = $1
     ORDER BY p.code, (v.status = 'published') DESC, v.version DESC`,
    [businessId],
  )
  return rows.map(({ product }) => product)
}

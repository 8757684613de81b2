import type { AccountMapping } from '../../business/business'
import type { Database } from '../../platform/database'

/** What a product sets; amounts in minor units as JSON numbers. */
interface ProductConfig {
  minPrincipal?: number
  maxPrincipal?: number
}

/** A product as loans take it: its newest published version. */
export interface PublishedProduct {
  no: number
  code: string
  version: number
  name: string
  currency: string
  config: ProductConfig
  accountMapping: AccountMapping
}

/** Null where the business has no such product, or none that is published. */
export async function findPublishedProduct(
  database: Database,
  businessId: string,
  no: bigint,
): Promise<PublishedProduct | null> {
  const [row] = await database.query<{ product: PublishedProduct }>(
    'find_published_product',
    `SELECT jsonb_build_object('no', p.no, 'code', p.code, 'version', v.version, 'name', v.name,
              'currency', v.currency, 'config', v.config, 'accountMapping', v.accounting_mapping) AS product
     FROM lending_product p
     JOIN lending_product_version v ON (v.business_id, v.product_no) = (p.business_id, p.no)
     WHERE p.business_id = $1 AND p.no = $2::bigint AND v.status = 'published'
     ORDER BY v.version DESC LIMIT 1`,
    [businessId, no],
  )
  return row?.product ?? null
}

import type { Database } from '../../platform/database'
import type { KeyedWrite } from '../keyed-write'
import { findProduct } from './find-product'
import type { ProductConfig, ProductMapping, StoredProduct } from './product'

interface ProductText {
  name: string
  currency: string
  config: ProductConfig
  accountingMapping: ProductMapping
}

interface Named extends KeyedWrite {
  code: string
}

interface Edit extends Named {
  /** The version it has to be the next of; null where that does not matter. */
  ifVersion: number | null
}

/** The SQL function that does it, and what it is handed. */
export type ProductWrite =
  | { does: 'create_product'; with: Named & ProductText }
  | { does: 'redraft_product'; with: Edit & ProductText }
  | { does: 'publish_product'; with: Edit }

/** Why a write of a product changed nothing, and what of it that is about. */
export interface ProductNotWritten {
  status:
    | 'KEY_REUSED'
    | 'TAKEN'
    | 'NOT_FOUND'
    | 'VERSION_CHANGED'
    | 'PUBLISHED_ALREADY'
    | 'ACCOUNT_UNKNOWN'
    | 'ACCOUNT_TYPE'
  /** The name in the mapping, and the account it names. */
  mapped?: string
  account?: string
}

type Answered = { status: 'DONE'; version: number } | ProductNotWritten

/** Does it, or did it before under the same key: the version that it made. */
export async function writeProduct(
  database: Database,
  write: ProductWrite,
): Promise<StoredProduct | ProductNotWritten> {
  const [row] = await database.query<{ answer: Answered }>(
    write.does,
    `SELECT ${write.does}($1::jsonb) AS answer`,
    [JSON.stringify(write.with)],
  )
  const { businessId, code } = write.with
  if (row?.answer.status !== 'DONE') return row?.answer ?? noAnswer()
  return (await findProduct(database, businessId, code, row.answer.version)) ?? noAnswer()
}

function noAnswer(): never {
  throw new Error('a product was written and is not there')
}

import type { Database } from '../platform/database'
import { businessColumns, businessOf } from './business'
import type { Business, BusinessRow } from './business'

export async function findBusiness(database: Database, id: string): Promise<Business | undefined> {
  const [row] = await database.query<BusinessRow>(
    'find_business',
    `SELECT ${businessColumns} FROM business b WHERE b.id = $1`,
    [id],
  )
  return row && businessOf(row)
}

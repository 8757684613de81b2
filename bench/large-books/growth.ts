import type { Database } from '../../src/platform/database'

/** How a table grows with the loans' events. */
export interface TableGrowth {
  table: string
  rows: number
  /** All of it, its indexes, and what is stored apart: pg_total_relation_size. */
  bytes: number
  indexBytes: number
  rowsPerEvent: number
  bytesPerEvent: number
}

const SIZES = `
  SELECT relname AS "table", n_live_tup::float8 AS rows,
         pg_total_relation_size(relid)::float8 AS bytes, pg_indexes_size(relid)::float8 AS "indexBytes"
  FROM pg_stat_user_tables WHERE n_live_tup > 0 ORDER BY pg_total_relation_size(relid) DESC`

/** Tables by size, against the number of loan events. */
export async function growthOf(database: Database): Promise<TableGrowth[]> {
  const tables = await database.query<Omit<TableGrowth, 'rowsPerEvent' | 'bytesPerEvent'>>(
    'growth',
    SIZES,
  )
  const events = tables.find(({ table }) => table === 'loan_event')?.rows ?? NaN
  return tables.map((table) => ({
    ...table,
    rowsPerEvent: table.rows / events,
    bytesPerEvent: table.bytes / events,
  }))
}

export interface IndexUse {
  table: string
  index: string
  bytes: number
  scans: number
  /** A constraint rests on it: it stays, used or not. */
  isUnique: boolean
}

const INDEXES = `
  SELECT s.relname AS "table", s.indexrelname AS index, pg_relation_size(s.indexrelid)::float8 AS bytes,
         s.idx_scan::float8 AS scans, i.indisunique AS "isUnique"
  FROM pg_stat_user_indexes s JOIN pg_index i ON i.indexrelid = s.indexrelid
  ORDER BY s.relname, s.indexrelname`

/** How often each index was used since the counts began. */
export function indexUse(database: Database): Promise<IndexUse[]> {
  return database.query<IndexUse>('index_use', INDEXES)
}

export async function countIndexUseAnew(database: Database): Promise<void> {
  await database.query('reset_statistics', 'SELECT pg_stat_reset()')
}

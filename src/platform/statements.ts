import type { QueryResultRow } from 'pg'

/** Where named statements run: each on whatever connection is free, or all on one. */
export interface Statements {
  query<Row extends QueryResultRow = QueryResultRow>(
    name: string,
    text: string,
    values?: readonly unknown[],
  ): Promise<Row[]>
}

import type { Client } from 'pg'

interface Table {
  name: string
  /** All but those that PostgreSQL makes of the others. */
  columns: string[]
  /** The one that PostgreSQL numbers. */
  numbered: string | null
}

const TABLES = `
  SELECT c.relname AS name,
         array_agg(quote_ident(a.attname) ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns,
         min(a.attname) FILTER (WHERE a.attidentity <> '') AS numbered
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'function_set'
  GROUP BY c.relname ORDER BY c.relname COLLATE "C"`

const NOT_ESCAPED = '$rows$'

/**
 * The rows of a database as SQL: a table a statement, empty ones left out, a row a line. Which functions
 * it had is left out too: where it is restored they are put in anew.
 */
export async function dumpRows(client: Client, version: string): Promise<string> {
  const { rows: tables } = await client.query<Table>(TABLES)
  const statements: string[] = []
  for (const table of tables) {
    const { rows } = await client.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM ${table.name} t ORDER BY to_jsonb(t)::text COLLATE "C"`,
    )
    if (rows.length > 0)
      statements.push(
        statementOf(
          table,
          rows.map(({ row }) => row),
        ),
      )
  }
  return [
    `-- A database of version ${version} as the migrations of that time made it: its rows, a table a statement.`,
    '-- Restored by test/upgrade/restore.ts; never edited.',
    '',
    statements.join('\n\n'),
    '',
  ].join('\n')
}

function statementOf({ name, columns, numbered }: Table, rows: readonly string[]): string {
  const body = rows.join(',\n')
  if (body.includes(NOT_ESCAPED)) throw new Error(`a row of ${name} has ${NOT_ESCAPED} in it`)
  const list = columns.join(', ')
  const insert = [
    `INSERT INTO ${name} (${list})${numbered === null ? '' : ' OVERRIDING SYSTEM VALUE'}`,
    `SELECT ${list} FROM jsonb_populate_recordset(NULL::${name}, ${NOT_ESCAPED}[`,
    body,
    `]${NOT_ESCAPED});`,
  ].join('\n')
  return numbered === null
    ? insert
    : `${insert}\nSELECT setval(pg_get_serial_sequence('${name}', '${numbered}'), max(${numbered})) FROM ${name};`
}

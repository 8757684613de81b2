import { Client } from 'pg'

import type { Database } from '../../src/platform/database'
import { eventually } from './eventually'
import { connectTo } from './harness'
import type { TestDatabase } from './harness'

/**
 * How many rows of tables PostgreSQL reads while something runs on the connections it is given.
 * A connection has told what it read when it is gone.
 */
export async function rowsOf(
  test: TestDatabase,
  run: (database: Database) => Promise<unknown>,
): Promise<number> {
  const client = new Client({ connectionString: test.url })
  await client.connect()
  try {
    const connections = await connectionsOf(client)
    const before = await rowsRead(client)
    const database = connectTo(test)
    await run(database).finally(() => database.close())
    await eventually('the connections to be gone', async () =>
      (await connectionsOf(client)) === connections ? true : undefined,
    )
    return (await rowsRead(client)) - before
  } finally {
    await client.end()
  }
}

async function connectionsOf(client: Client): Promise<number> {
  return numberFrom(
    client,
    'SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()',
  )
}

async function rowsRead(client: Client): Promise<number> {
  return numberFrom(
    client,
    'SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int FROM pg_stat_user_tables',
  )
}

async function numberFrom(client: Client, sql: string): Promise<number> {
  const { rows } = await client.query<[number]>({ text: sql, rowMode: 'array' })
  return rows[0]?.[0] ?? 0
}

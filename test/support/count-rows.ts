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
    const others = await connectionsBeside(client, [])
    const before = await rowsRead(client)
    const database = connectTo(test)
    await run(database).finally(() => database.close())
    await eventually('the connections to be gone', async () =>
      (await connectionsBeside(client, others)).length === 0 ? true : undefined,
    )
    return (await rowsRead(client)) - before
  } finally {
    await client.end()
  }
}

async function connectionsBeside(client: Client, known: readonly number[]): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> ALL ($1)`,
    [known],
  )
  return rows.map(({ pid }) => pid)
}

async function rowsRead(client: Client): Promise<number> {
  const { rows } = await client.query<{ read: number }>(
    `SELECT sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int AS read
     FROM pg_stat_user_tables`,
  )
  return rows[0]?.read ?? 0
}

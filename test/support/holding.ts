import { Client } from 'pg'

/** Runs work while a transaction of somebody else is open; it is rolled back when `release` is called, or at the end. */
export async function holding(
  url: string,
  work: (client: Client, release: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('BEGIN')
    await work(client, async () => {
      await client.query('ROLLBACK')
    })
  } finally {
    await client.end()
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client } from 'pg'

import { startPostgres } from '../../src/platform/embedded/postgres'
import { migrate } from '../../src/platform/migrations/migrate'
import { projectRoot } from '../../src/platform/project-root'
import { dumpSchema } from './schema-dump'

/** `npm run schema`: writes prisma/schema.sql anew. */
export async function main(): Promise<void> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'loansaga-schema-'))
  const postgres = await startPostgres({ dataDirectory })
  const client = new Client({ connectionString: postgres.url() })
  try {
    await migrate(postgres.url())
    await client.connect()
    writeFileSync(join(projectRoot, 'prisma', 'schema.sql'), await dumpSchema(client))
  } finally {
    await client.end()
    await postgres.stop()
    rmSync(dataDirectory, { recursive: true, force: true })
  }
}

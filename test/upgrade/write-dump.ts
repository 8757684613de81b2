import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { Client } from 'pg'

import { projectRoot } from '../../src/platform/project-root'
import { dumpRows } from './dump-rows'

const USAGE = 'usage: npm run dump -- <version> <connection string>'

/** `npm run dump`: writes what a filled database of a release holds, for the upgrade test. */
export async function main([version, connectionString]: readonly string[]): Promise<void> {
  if (version === undefined || connectionString === undefined) throw new Error(USAGE)
  const client = new Client({ connectionString })
  await client.connect()
  try {
    const file = join(projectRoot, 'test', 'upgrade', `${version}.sql`)
    writeFileSync(file, await dumpRows(client, version), { flag: 'wx' })
  } finally {
    await client.end()
  }
}

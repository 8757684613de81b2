import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { Client } from 'pg'

import { projectRoot } from '../../../src/platform/project-root'
import { createTestDatabase } from '../../support/harness'
import { dumpSchema } from '../../support/schema-dump'

const written = readFileSync(join(projectRoot, 'prisma', 'schema.sql'), 'utf8')

async function dumpAfter(change: string): Promise<string> {
  const test = await createTestDatabase()
  const client = new Client({ connectionString: test.url })
  await client.connect()
  try {
    await client.query(change)
    return await dumpSchema(client)
  } finally {
    await client.end()
    await test.close()
  }
}

describe('prisma/schema.sql', () => {
  it('is what migrations and functions make; `npm run schema` writes it', async () => {
    expect(await dumpAfter('SELECT')).toBe(written)
  })

  it.each([
    ['a column', 'ALTER TABLE loan ADD COLUMN more integer'],
    ['a constraint', 'ALTER TABLE allocation DROP CONSTRAINT allocation_amount_check'],
    ['an index', 'DROP INDEX invoice_open_idx'],
    ['a trigger', 'ALTER TABLE loan DISABLE TRIGGER no_delete; DROP TRIGGER no_delete ON loan'],
    ['a function', 'DROP FUNCTION operate(jsonb)'],
  ])('tells of %s that differs', async (_what, change) => {
    expect(await dumpAfter(change)).not.toBe(written)
  })
})

import { Client } from 'pg'

import { Database } from '../../../src/platform/database'
import { migrate } from '../../../src/platform/migrations/migrate'
import { missingInSchema, neededSchema } from '../../../src/platform/migrations/status'
import { checksumOf } from '../../../src/platform/migrations/checksum'
import type { Migration } from '../../../src/platform/migrations/read-migrations'
import { createEmptyDatabase } from '../../support/harness'

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: checksumOf(sql) }
}

function migrateOnly(url: string, migrations: Migration[]): Promise<string[]> {
  return migrate(url, { migrations, functions: null })
}

describe('migrations', () => {
  let url: string
  let client: Client
  const history = async () =>
    (await client.query('SELECT * FROM _prisma_migrations ORDER BY started_at')).rows as Record<
      string,
      unknown
    >[]

  beforeEach(async () => {
    url = await createEmptyDatabase()
    client = new Client({ connectionString: url })
    await client.connect()
  })
  afterEach(() => client.end())

  it('are applied in order, once, and noted as Prisma notes them', async () => {
    const first = migration('1_first', 'CREATE TABLE a (n int); CREATE TABLE b (n int);')
    const second = migration('2_second', 'ALTER TABLE a ADD COLUMN m int')
    expect(await migrateOnly(url, [first])).toEqual(['1_first'])
    expect(await migrateOnly(url, [first, second])).toEqual(['2_second'])
    expect(await migrateOnly(url, [first, second])).toEqual([])
    const rows = await history()
    expect(rows).toMatchObject([
      { migration_name: '1_first', checksum: first.checksum, applied_steps_count: 1, logs: null },
      { migration_name: '2_second', checksum: second.checksum, rolled_back_at: null },
    ])
    expect(rows[0]?.['id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(rows[0]?.['finished_at']).toBeInstanceOf(Date)
  })

  it('are applied once by ten that start together', async () => {
    const one = migration('1_slow', 'SELECT pg_sleep(0.2); CREATE TABLE a (n int)')
    const applied = await Promise.all(Array.from({ length: 10 }, () => migrateOnly(url, [one])))
    expect(applied.flat()).toEqual(['1_slow'])
  })

  it('leave nothing behind when they fail, and can then be mended', async () => {
    const broken = migration('1_broken', 'CREATE TABLE a (n int); SELECT nonsense')
    await expect(migrateOnly(url, [broken])).rejects.toMatchObject({ code: 'MIGRATION_FAILED' })
    expect((await client.query(`SELECT to_regclass('a') AS a`)).rows).toEqual([{ a: null }])
    const [failed] = await history()
    expect(failed?.['logs']).toContain('nonsense')
    expect(failed?.['rolled_back_at']).toBeInstanceOf(Date)

    const mended = migration('1_broken', 'CREATE TABLE a (n int)')
    expect(await migrateOnly(url, [mended])).toEqual(['1_broken'])
  })

  it('are refused when an applied one was changed', async () => {
    await migrateOnly(url, [migration('1_first', 'CREATE TABLE a (n int)')])
    const changed = [migration('1_first', 'CREATE TABLE b (n int)'), migration('2', 'SELECT 1')]
    await expect(migrateOnly(url, changed)).rejects.toThrow('1_first was changed')
    expect(await history()).toHaveLength(1)
  })

  it('are refused when one that Prisma started stands unfinished', async () => {
    await migrateOnly(url, [])
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ('x', 'y', '1_first')`,
    )
    await expect(migrateOnly(url, [migration('1_first', 'SELECT 1')])).rejects.toMatchObject({
      code: 'MIGRATION_FAILED_BEFORE',
    })
  })

  it('of the project are pending until they are applied', async () => {
    const database = new Database({ connectionString: url })
    const needed = neededSchema()
    expect(await missingInSchema(database, needed)).toEqual([...needed.migrations, 'functions'])
    await migrate(url, { functions: null })
    expect(await missingInSchema(database, needed)).toEqual(['functions'])
    await migrate(url)
    expect(await missingInSchema(database, needed)).toEqual([])
    await database.close()
  })
})

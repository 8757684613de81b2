import { Client } from 'pg'

import { checksumOf } from '../../../src/platform/migrations/checksum'
import { migrate } from '../../../src/platform/migrations/migrate'
import type { MigrateOptions } from '../../../src/platform/migrations/migrate'
import type { Migration } from '../../../src/platform/migrations/read-migrations'
import { eventually } from '../../support/eventually'
import { createEmptyDatabase } from '../../support/harness'

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: checksumOf(sql) }
}

const OF_INDEX = `-- no transaction: the table is large
-- One number once.
CREATE UNIQUE INDEX CONCURRENTLY a_n_idx ON a (n);
`

describe('a migration', () => {
  let url: string
  let client: Client
  let other: Client

  const run = (migrations: Migration[], patience: Partial<MigrateOptions['patience']> = {}) =>
    migrate(url, {
      migrations: [migration('1_first', 'CREATE TABLE a (n int)'), ...migrations],
      functions: null,
      patience: { lockTimeoutMs: 100, attempts: 100, baseDelayMs: 10, ...patience },
    })
  const rolledBack = async () =>
    (await client.query('SELECT FROM _prisma_migrations WHERE rolled_back_at IS NOT NULL')).rowCount

  beforeEach(async () => {
    url = await createEmptyDatabase()
    client = new Client({ connectionString: url })
    other = new Client({ connectionString: url })
    await Promise.all([client.connect(), other.connect()])
    await run([])
  })
  afterEach(() => Promise.all([client.end(), other.end()]))

  describe('that needs a table somebody holds', () => {
    const more = migration('2_more', 'ALTER TABLE a ADD COLUMN m int')

    it('lets the others pass, and comes in when the table is free', async () => {
      await client.query('BEGIN')
      await client.query('LOCK TABLE a IN ACCESS SHARE MODE')
      const applied = run([more], { attempts: 1_000, baseDelayMs: 1 })
      await eventually('the migration to wait for the table', async () => {
        const { rows } = await other.query(
          `SELECT FROM pg_locks WHERE relation = 'a'::regclass AND NOT granted`,
        )
        return rows.length > 0 ? true : undefined
      })
      // Behind the one that waits; without a limit it would wait for as long as the table is held.
      await other.query('INSERT INTO a VALUES (1)')
      await client.query('COMMIT')
      expect(await applied).toEqual(['2_more'])
      expect(await rolledBack()).toBe(0)
    })

    it('gives up after a number of tries and leaves nothing behind', async () => {
      await client.query('BEGIN')
      await client.query('LOCK TABLE a IN ACCESS SHARE MODE')
      await expect(run([more], { attempts: 2 })).rejects.toMatchObject({
        code: 'MIGRATION_FAILED',
        message: expect.stringContaining('lock timeout') as string,
      })
      await client.query('COMMIT')
      expect(await rolledBack()).toBe(1)
      expect(await run([more])).toEqual(['2_more'])
    })
  })

  describe('outside of a transaction', () => {
    const index = migration('2_index', OF_INDEX)
    const validity = async () =>
      (
        await client.query(
          `SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = to_regclass('a_n_idx')`,
        )
      ).rows

    it('builds an index while others write', async () => {
      await client.query('BEGIN')
      await client.query('INSERT INTO a VALUES (1)')
      const applied = run([index])
      await eventually('the index to wait for the writer', async () => {
        const { rows } = await other.query(`SELECT to_regclass('a_n_idx') IS NOT NULL AS there`)
        return (rows as { there: boolean }[])[0]?.there === true ? true : undefined
      })
      await other.query('INSERT INTO a VALUES (2)')
      await client.query('COMMIT')
      expect(await applied).toEqual(['2_index'])
      expect(await validity()).toEqual([{ valid: true }])
      expect(await run([index])).toEqual([])
    })

    it('builds it again where a failed attempt left it invalid', async () => {
      await client.query('INSERT INTO a VALUES (1), (1)')
      await expect(run([index])).rejects.toMatchObject({ code: 'MIGRATION_FAILED' })
      expect(await validity()).toEqual([{ valid: false }])
      await client.query('DELETE FROM a')
      expect(await run([index])).toEqual(['2_index'])
      expect(await validity()).toEqual([{ valid: true }])
    })

    it('takes one that was built and not noted as it is', async () => {
      await client.query('CREATE UNIQUE INDEX CONCURRENTLY a_n_idx ON a (n)')
      const [before] = (await client.query(`SELECT 'a_n_idx'::regclass::oid AS oid`)).rows
      expect(await run([index])).toEqual(['2_index'])
      const [after] = (await client.query(`SELECT 'a_n_idx'::regclass::oid AS oid`)).rows
      expect(after).toEqual(before)
    })

    it.each([
      ['two statements', `${OF_INDEX} CREATE INDEX CONCURRENTLY a_m_idx ON a (n);`],
      ['something else', '-- no transaction\nUPDATE a SET n = 1'],
    ])('is nothing but an index: %s are refused', async (_what, sql) => {
      await expect(run([migration('2_index', sql)])).rejects.toThrow(
        'one CREATE INDEX CONCURRENTLY',
      )
    })
  })
})

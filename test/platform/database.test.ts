import { Client } from 'pg'

import { Database } from '../../src/platform/database'
import { freePort } from '../../src/platform/embedded/free-port'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'

describe('Database', () => {
  let test: TestDatabase
  let other: Client
  beforeAll(async () => {
    test = await createTestDatabase()
    other = new Client({ connectionString: test.url })
    await other.connect()
  })
  afterAll(async () => {
    await other.end()
    await test.close()
  })

  it('gives bigint as BigInt and date as text', async () => {
    const rows = await test.database.query(
      'types',
      `SELECT 9007199254740993::bigint AS amount, DATE '2026-02-28' AS day,
              ARRAY[1, 2]::bigint[] AS amounts, ARRAY[DATE '2026-02-28'] AS days`,
    )
    expect(rows).toEqual([
      { amount: 9007199254740993n, day: '2026-02-28', amounts: [1n, 2n], days: ['2026-02-28'] },
    ])
  })

  it('takes bigint as a parameter, alone and in arrays', async () => {
    const rows = await test.database.query(
      'parameters',
      'SELECT $1::bigint AS a, $2::bigint[] AS b',
      [9007199254740993n, [1n, 9007199254740993n]],
    )
    expect(rows).toEqual([{ a: 9007199254740993n, b: [1n, 9007199254740993n] }])
  })

  it('gives Prisma the same instants whatever time zone the server has', async () => {
    await other.query(`ALTER DATABASE ${other.database} SET TimeZone = 'Africa/Dar_es_Salaam'`)
    const database = new Database({ connectionString: test.url })
    const before = Date.now()
    const { createdAt } = await database.prisma.business.create({
      data: { name: 'clock', currency: 'TZS' },
    })
    await database.close()
    // Far less than an hour, by which a time zone would show.
    expect(Math.abs(createdAt.getTime() - before)).toBeLessThan(600_000)
  })

  it('counts the statements by name, and those of Prisma', async () => {
    const database = new Database({ connectionString: test.url })
    await database.query('one', 'SELECT 1')
    await database.query('one', 'SELECT 1')
    await database.prisma.business.findMany()
    expect(database.statementCounts()).toEqual({ one: 2, prisma: 1 })
    await database.close()
  })

  it('runs a statement again that lost a deadlock', async () => {
    await other.query('CREATE TABLE pair (id int PRIMARY KEY, n int NOT NULL)')
    await other.query('INSERT INTO pair VALUES (1, 0), (2, 0); GRANT ALL ON pair TO PUBLIC')
    await other.query(`
      CREATE FUNCTION lock_both(first int, second int) RETURNS void LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE pair SET n = n + 1 WHERE id = first;
        PERFORM pg_sleep(0.2);
        UPDATE pair SET n = n + 1 WHERE id = second;
      END $$`)
    const sql = 'SELECT lock_both($1, $2)'
    await Promise.all([
      test.database.query('lock_both', sql, [1, 2]),
      test.database.query('lock_both', sql, [2, 1]),
    ])
    const { rows } = await other.query('SELECT n FROM pair ORDER BY id')
    expect(rows).toEqual([{ n: 2 }, { n: 2 }])
    expect(test.database.statementCounts()['lock_both']).toBe(3)
  })

  it('prepares a statement anew when a migration has changed what it returns', async () => {
    await other.query('CREATE TABLE wide (a int); GRANT SELECT ON wide TO PUBLIC')
    const read = () => test.database.query('wide', 'SELECT * FROM wide')
    await read()
    await other.query('ALTER TABLE wide ADD COLUMN b int')
    await expect(read()).resolves.toEqual([])
  })

  it('does not try again what the server refuses', async () => {
    await expect(test.database.query('refused', 'SELECT 1 / 0')).rejects.toMatchObject({
      code: '22012',
    })
    expect(test.database.statementCounts()['refused']).toBe(1)
  })

  it('outlives the end of its idle connections', async () => {
    const database = new Database({ connectionString: test.url, applicationName: 'to-be-ended' })
    await database.query('before', 'SELECT 1')
    await other.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE application_name = 'to-be-ended'`,
    )
    await expect(database.query('after', 'SELECT 1 AS n')).resolves.toEqual([{ n: 1 }])
    await database.close()
  })

  it('waits a while for a server that is not there yet, and then says so', async () => {
    const url = new URL(test.url)
    url.port = String(await freePort())
    const database = new Database({ connectionString: url.href })
    const started = Date.now()
    await expect(database.query('nobody', 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
    expect(Date.now() - started).toBeGreaterThan(1_000)
    expect(database.statementCounts()).toEqual({})
    await database.close()
  })

  it('has the server end a statement that takes too long', async () => {
    const database = new Database({ connectionString: test.url, statementTimeoutMs: 50 })
    await expect(database.query('slow', 'SELECT pg_sleep(5)')).rejects.toMatchObject({
      code: '57014',
    })
    await database.close()
  })
})

import { Client } from 'pg'

import { checksumOf } from '../../../src/platform/migrations/checksum'
import { serves } from '../../../src/platform/migrations/function-sets'
import { migrate } from '../../../src/platform/migrations/migrate'
import { functionSet, readFunctions } from '../../../src/platform/migrations/read-functions'
import type { FunctionFile, FunctionSet } from '../../../src/platform/migrations/read-functions'
import { createTestDatabase } from '../../support/harness'
import type { TestDatabase } from '../../support/harness'

const shipped = readFunctions().files

function file(name: string, sql: string): FunctionFile {
  return { name, sql, checksum: checksumOf(sql) }
}

function answering(name: string, answer: number): FunctionFile {
  return file(
    name,
    `CREATE OR REPLACE FUNCTION ${name}() RETURNS integer LANGUAGE sql AS 'SELECT ${answer}';`,
  )
}

describe('SQL functions', () => {
  let test: TestDatabase
  let client: Client
  /** The functions of the project and these. */
  const apply = (files: FunctionFile[], version = '0.1.0', replaceNewerFunctions = false) =>
    migrate(test.url, { functions: setOf(files, version), replaceNewerFunctions })
  const setOf = (files: FunctionFile[], version = '0.1.0'): FunctionSet =>
    functionSet([...shipped, ...files], version)
  const valueOf = async (call: string) =>
    (await client.query<{ value: unknown }>(`SELECT ${call} AS value`)).rows[0]?.value
  const isThere = async (signature: string) =>
    (await valueOf(`to_regprocedure('${signature}') IS NOT NULL`)) === true

  beforeEach(async () => {
    test = await createTestDatabase()
    client = new Client({ connectionString: test.url })
    await client.connect()
  })
  afterEach(async () => {
    await client.end()
    await test.close()
  })

  it('are applied where their file changed, and only there', async () => {
    expect(await apply([answering('one', 1), answering('two', 2)])).toEqual([
      'functions/one',
      'functions/two',
    ])
    expect(await apply([answering('one', 1), answering('two', 22)])).toEqual(['functions/two'])
    expect(await apply([answering('one', 1), answering('two', 22)])).toEqual([])
    expect(await valueOf('one() + two()')).toBe(23)
  })

  it('may need each other in any order', async () => {
    const first = file('a', `CREATE FUNCTION a() RETURNS integer LANGUAGE sql AS 'SELECT b()'`)
    await apply([first, answering('b', 5)])
    expect(await valueOf('a()')).toBe(5)
  })

  it('are dropped when no file defines them any more, those of the migrations too', async () => {
    await apply([answering('one', 1)])
    await apply([], '0.2.0')
    expect(await isThere('one()')).toBe(false)
    const without = shipped.filter(({ name }) => name !== 'record_and_post')
    await migrate(test.url, { functions: functionSet(without, '0.3.0') })
    expect(await isThere('record_and_post(jsonb,jsonb)')).toBe(false)
    expect(await isThere('ledger_post(jsonb)')).toBe(true)
  })

  it('that migrations made and no file ever defined are dropped at the first time', async () => {
    await client.query('DELETE FROM function_set WHERE no > 1')
    const without = shipped.filter(({ name }) => name !== 'add_signing_key')
    await migrate(test.url, { functions: functionSet(without) })
    expect(await isThere('add_signing_key(jsonb)')).toBe(false)
  })

  it('leave no overload behind when their arguments change', async () => {
    await apply([answering('one', 1)])
    const other = `CREATE FUNCTION one(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n'`
    await apply([file('one', other)])
    expect([await isThere('one()'), await valueOf('one(7)')]).toEqual([false, 7])
  })

  it('of somebody else are not touched', async () => {
    await client.query(`CREATE FUNCTION theirs() RETURNS integer LANGUAGE sql AS 'SELECT 1'`)
    await apply([answering('one', 1)])
    await apply([], '0.2.0')
    expect(await isThere('theirs()')).toBe(true)
  })

  it.each([
    ['cannot be made', `CREATE FUNCTION bad() RETURNS nonsense LANGUAGE sql AS 'SELECT 1'`],
    [
      'calls what is not there',
      `CREATE FUNCTION bad() RETURNS integer LANGUAGE sql AS 'SELECT c()'`,
    ],
    [
      'does not parse',
      `CREATE FUNCTION bad() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN; ENDE'`,
    ],
    ['defines no function', 'SELECT 1'],
  ])('are all as they were when one %s', async (_what, sql) => {
    const applied = apply([answering('a_one', 1), file('bad', sql)])
    await expect(applied).rejects.toMatchObject({ code: 'FUNCTIONS_FAILED' })
    expect(await isThere('a_one()')).toBe(false)
    expect(await valueOf('(SELECT count(*)::integer FROM function_set)')).toBe(2)
  })

  it('are applied once by ten that start together', async () => {
    const applied = await Promise.all(
      Array.from({ length: 10 }, () => apply([answering('one', 1)])),
    )
    expect(applied.flat()).toEqual(['functions/one'])
  })

  it('of a newer build stay, until somebody says to go back', async () => {
    await apply([answering('one', 1)], '0.1.0')
    await apply([answering('one', 2)], '0.2.0')
    expect(await apply([answering('one', 1)], '0.1.0')).toEqual([])
    expect(await valueOf('one()')).toBe(2)
    expect(await apply([answering('one', 1)], '0.1.0', true)).toEqual(['functions/one'])
    expect(await apply([answering('one', 2)], '0.2.0')).toEqual(['functions/one'])
  })

  it('of a release may go back to an earlier text', async () => {
    await apply([answering('one', 1)], '0.1.0')
    await apply([answering('one', 2)], '0.2.0')
    expect(await apply([answering('one', 1)], '0.3.0')).toEqual(['functions/one'])
  })
})

describe('what stands', () => {
  const applied = (...checksums: string[]) =>
    checksums.map((checksum, index) => ({ no: index + 1, checksum }))

  it.each([
    ['its own build', applied('a', 'b'), 'b', true],
    ['an older build', applied('a', 'b'), 'a', true],
    ['no newer build', applied('a', 'b'), 'c', false],
    ['no newer build, when the older one was put back', applied('a', 'b', 'a'), 'b', false],
    ['the older build that was put back', applied('a', 'b', 'a'), 'a', true],
    ['the newer one that came back', applied('a', 'b', 'a', 'b'), 'b', true],
    ['nobody where nothing stands', applied(), 'a', false],
  ])('serves %s', (_whom, sets, checksum, expected) => {
    expect(serves(sets, checksum)).toBe(expected)
  })
})

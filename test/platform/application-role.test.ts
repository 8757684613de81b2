import { Client } from 'pg'

import { migrate } from '../../src/platform/migrations/migrate'
import { roleOf } from '../../src/platform/migrations/application-role'
import {
  asApplication,
  createEmptyDatabase,
  createTestDatabase,
  uniqueName,
} from '../support/harness'
import type { TestDatabase } from '../support/harness'

describe('The role of the application', () => {
  let test: TestDatabase
  let client: Client
  let owner: Client
  beforeAll(async () => {
    test = await createTestDatabase()
    client = new Client({ connectionString: test.applicationUrl })
    owner = new Client({ connectionString: test.url })
    await Promise.all([client.connect(), owner.connect()])
  })
  afterAll(async () => {
    await Promise.all([client.end(), owner.end()])
    await test.close()
  })

  it.each([
    ['switch a guard off', 'ALTER TABLE journal_line DISABLE TRIGGER no_update'],
    ['switch all of them off', 'SET session_replication_role = replica'],
    ['drop a guard', 'DROP TRIGGER no_update ON journal_line'],
    [
      'change what a guard does',
      `CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
    ],
    [
      'put a function before one',
      'CREATE FUNCTION public.sneaky() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$',
    ],
    ['change a line', 'UPDATE journal_line SET amount = 1'],
    ['change an entry', 'UPDATE journal_entry SET hash = hash'],
    ['delete a line', 'DELETE FROM journal_line'],
    ['delete an event', 'DELETE FROM loan_event'],
    ['delete a business', 'DELETE FROM business'],
    ['empty a table', 'TRUNCATE refused_request'],
    ['make a table', 'CREATE TABLE public.mine (n int)'],
    ['drop a table', 'DROP TABLE refused_request'],
    ['say that it is migrated', `UPDATE _prisma_migrations SET checksum = ''`],
    ['say which functions stand', 'DELETE FROM function_set'],
    ['be somebody else', 'SET ROLE loansaga'],
    ['make a role', 'CREATE ROLE other'],
  ])('cannot %s', async (_what, sql) => {
    await expect(client.query(sql)).rejects.toThrow(/permission denied|must be owner/)
  })

  it('may do in tables that come later what it may do in others', async () => {
    await owner.query(`CREATE TABLE later (n int); CREATE TABLE history (n int);
      CREATE TRIGGER no_change AFTER UPDATE ON history FOR EACH ROW EXECUTE FUNCTION refuse_change()`)
    await expect(client.query('SELECT FROM later')).rejects.toThrow('permission denied')
    await migrate(test.url, { application: roleOf(test.applicationUrl) })
    await client.query('INSERT INTO later VALUES (1); UPDATE later SET n = 2')
    await client.query('INSERT INTO history VALUES (1)')
    await expect(client.query('UPDATE history SET n = 2')).rejects.toThrow('permission denied')
  })

  it('is made where it is not there, and may be the owner where there is but one', async () => {
    const url = await createEmptyDatabase()
    const name = uniqueName('app"role')
    const own = new URL(asApplication(url))
    own.username = encodeURIComponent(name)
    own.password = encodeURIComponent(`pass'word`)
    await migrate(url)
    await migrate(url, { application: roleOf(url) })
    await migrate(url, { application: roleOf(own.href) })
    const made = new Client({ connectionString: own.href })
    await made.connect()
    expect((await made.query('SELECT FROM business')).rowCount).toBe(0)
    await made.end()
  })

  it.each([
    ['is a superuser', 'SUPERUSER', 'DATABASE_ROLE_TOO_STRONG'],
    ['is a member of the owner', 'IN ROLE loansaga', 'DATABASE_ROLE_TOO_STRONG'],
  ])('is refused where it %s', async (_what, attributes, code) => {
    const name = uniqueName('strong')
    await owner.query(`CREATE ROLE "${name}" LOGIN ${attributes}`)
    const application = { name, password: '' }
    await expect(migrate(test.url, { application })).rejects.toMatchObject({ code })
  })

  it('cannot be made by an owner who may make none', async () => {
    const name = uniqueName('owner')
    await owner.query(`CREATE ROLE "${name}" LOGIN PASSWORD 'x'`)
    const url = new URL(await createEmptyDatabase())
    const there = new Client({ connectionString: url.href })
    await there.connect()
    await there.query(`GRANT CREATE ON SCHEMA public TO "${name}"`)
    await there.end()
    url.username = name
    url.password = 'x'
    const application = { name: uniqueName('app'), password: 'y' }
    await expect(migrate(url.href, { application })).rejects.toMatchObject({
      code: 'DATABASE_ROLE_MISSING',
    })
    expect(await migrate(url.href)).toEqual([])
  })
})

import { createBusiness } from '../../src/business/create-business'
import { loansaga, succeed } from '../support/command'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'

const ASHA = 'asha@example.org'

describe('./loansaga users', () => {
  let test: TestDatabase
  beforeAll(async () => {
    // It may have to build first.
    await succeed('--version')
    test = await createTestDatabase()
    await createBusiness(test.database, { name: 'Acme' })
  })
  afterAll(() => test.close())

  const users = async (...args: string[]) => {
    const command = loansaga(['users', ...args], { DATABASE_URL: test.applicationUrl })
    const code = await command.ended
    return { code, output: command.output() }
  }

  it('adds, lists, links, changes and disables them, and keeps who did it', async () => {
    expect(await users('add', ASHA, '--name', 'Asha M.', '--roles', 'operator')).toMatchObject({
      code: 0,
      output: expect.stringContaining(`users link ${ASHA}`),
    })
    expect((await users('add', ASHA)).output).toContain(`There is a user ${ASHA} already.`)
    expect((await users('role', ASHA, 'auditor,accountant')).code).toBe(0)
    expect((await users('list')).output).toMatch(
      /asha@example.org +Asha M. +auditor,accountant +no/,
    )
    const { output } = await users('link', ASHA, '--url', 'https://books.example/')
    expect(output).toMatch(/^https:\/\/books.example\/console\/#login=[\w-]{43}\n$/)
    expect((await users('disable', ASHA)).code).toBe(0)
    expect(await users('link', ASHA)).toMatchObject({
      code: 1,
      output: expect.stringContaining(`There is no user ${ASHA} who may come.`),
    })
    const kept = await test.database.prisma.consoleAudit.findMany({ orderBy: { id: 'asc' } })
    expect(kept.map(({ action }) => action)).toEqual([
      ...['ADD_USER', 'SET_ROLES', 'MAKE_LINK', 'DISABLE_USER'],
    ])
    expect(kept.every(({ actor }) => actor.startsWith('command line of '))).toBe(true)
  })

  it('says which roles there are', async () => {
    const { code, output } = await users('add', 'juma', '--roles', 'root')
    expect([code, output]).toEqual([1, expect.stringContaining('auditor, manager, operator')])
    expect((await users('--help')).output).toContain('an auditor reads everything')
  })
})

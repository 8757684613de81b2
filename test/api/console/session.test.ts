import { makeLoginLink } from '../../../src/identity/login-links'
import { disableUser } from '../../../src/identity/users'
import type { AppError } from '../../../src/platform/errors'
import { startApiUnderTest } from '../api-under-test'
import type { ApiUnderTest } from '../api-under-test'
import { sendRaw } from '../raw'
import { Browser, FROM_PAGE, giveRoles, newUser, signedIn } from './console-under-test'

const MINUTE = 60_000
const PASSWORD = 'a long enough sentence'

let api: ApiUnderTest
beforeEach(async () => {
  api = await startApiUnderTest()
})
afterEach(() => api.close())

const linkFor = (email: string) => makeLoginLink(api.database, api.clock, email, 'test')
const isIn = async (browser: Browser) => (await browser.get('/session')).status === 200
const audited = async () => {
  const rows = await api.database.prisma.consoleAudit.findMany({ orderBy: { id: 'asc' } })
  return rows.map(({ action, outcome, subject }) => [action, outcome, subject])
}

describe('a link', () => {
  it('signs in once, and says who that is and what they may', async () => {
    const email = await newUser(api, api.businessId, ['operator'])
    const token = await linkFor(email)
    const browser = new Browser(api)
    const { status, body, headers } = await browser.ask('POST', '/session/link', { token })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      user: { name: 'Asha Mwakyusa', email, hasPassword: false },
      role: 'operator',
      permissions: ['lms:read', 'lms:write', 'lms:operate'],
      business: { id: api.businessId, currency: 'TZS', exponent: 2, today: '2026-03-15' },
      businesses: [{ id: api.businessId }],
      environment: 'sandbox',
      expiresAt: '2026-03-16T00:00:00.000Z',
    })
    expect(headers.get('set-cookie')).toMatch(
      /^loansaga=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect(headers.get('cache-control')).toBe('no-store')
    expect(await isIn(browser)).toBe(true)

    const again = await new Browser(api).ask('POST', '/session/link', { token })
    expect([again.status, again.body.code]).toEqual([401, 'LINK_NOT_VALID'])
    expect(again.headers.get('set-cookie')).toBeNull()
  })

  it('is used by one of two who come at once', async () => {
    const token = await linkFor(await newUser(api, api.businessId, ['auditor']))
    const both = [new Browser(api), new Browser(api)]
    const came = await Promise.all(
      both.map((browser) => browser.ask('POST', '/session/link', { token })),
    )
    expect(came.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  it('is no longer good after 15 minutes', async () => {
    const token = await linkFor(await newUser(api, api.businessId, ['auditor']))
    api.clock.set(new Date(api.clock.now().getTime() + 15 * MINUTE + 1))
    const { status } = await new Browser(api).ask('POST', '/session/link', { token })
    expect(status).toBe(401)
  })

  it('lies in the database as a hash, as the session does', async () => {
    const email = await newUser(api, api.businessId, ['auditor'])
    const token = await linkFor(email)
    const browser = new Browser(api)
    await browser.ask('POST', '/session/link', { token })
    const rows = [
      await api.database.prisma.loginLink.findMany(),
      await api.database.prisma.consoleSession.findMany(),
      await api.database.prisma.consoleAudit.findMany(),
    ]
    const text = JSON.stringify(rows)
    expect(text).not.toContain(token)
    expect(text).not.toContain(browser.cookie.split('=')[1])
    expect(api.log()).not.toContain(token)
  })
})

describe('a session', () => {
  it.each([
    ['half an hour without a request', 30 * MINUTE + 1, 1],
    ['twelve hours, whatever is asked', 29 * MINUTE, 25],
  ])('ends after %s', async (_after, step, times) => {
    const browser = await signedIn(api, api.businessId, ['auditor'])
    const seen: boolean[] = []
    for (let time = 0; time < times; time += 1) {
      api.clock.set(new Date(api.clock.now().getTime() + step))
      seen.push(await isIn(browser))
    }
    expect(seen).toEqual([...Array<boolean>(times - 1).fill(true), false])
  })

  it('ends where it is left, at once', async () => {
    const browser = await signedIn(api, api.businessId, ['auditor'])
    const { cookie } = browser
    const left = await browser.ask('DELETE', '/session')
    expect([left.status, browser.cookie]).toEqual([204, ''])
    browser.cookie = cookie
    const { status, body, headers } = await browser.get('/ops/health')
    expect([status, body.code]).toEqual([401, 'SIGNED_OUT'])
    expect(headers.get('www-authenticate')).toContain('Cookie')
  })

  it.each([
    [
      'its user is disabled',
      'USER_NOT_FOUND',
      (email: string) => disableUser(api.database, email, 'test'),
    ],
    ['they have no role left', 401, (email: string) => giveRoles(api, api.businessId, email, [])],
  ])('ends within five seconds where %s', async (_why, refused, end) => {
    const browser = await signedIn(api, api.businessId, ['auditor'])
    await end(browser.email)
    api.clock.set(new Date(api.clock.now().getTime() + 5_001))
    expect(await isIn(browser)).toBe(false)
    const back = await linkFor(browser.email).then(
      async (token) => (await new Browser(api).ask('POST', '/session/link', { token })).status,
      (error: unknown) => (error as AppError).code,
    )
    expect(back).toBe(refused)
  })

  it('has what the roles of now allow, within five seconds', async () => {
    const browser = await signedIn(api, api.businessId, ['auditor'])
    await giveRoles(api, api.businessId, browser.email, ['manager', 'admin'])
    api.clock.set(new Date(api.clock.now().getTime() + 5_001))
    expect((await browser.get('/session')).body).toMatchObject({
      role: 'admin',
      roles: ['manager', 'admin'],
      permissions: ['lms:read', 'lms:admin', 'audit:read'],
    })
  })

  it('goes over to another business of its user, and to no other', async () => {
    const other = await api.business()
    const foreign = await api.business()
    const browser = await signedIn(api, api.businessId, ['operator'])
    await giveRoles(api, other.businessId, browser.email, ['auditor'])
    const { cookie } = browser
    const refused = await browser.ask('PUT', '/session/business', {
      businessId: foreign.businessId,
    })
    expect([refused.status, refused.body.code]).toEqual([403, 'NOT_A_MEMBER'])
    const moved = await browser.ask('PUT', '/session/business', { businessId: other.businessId })
    expect(moved.body).toMatchObject({ business: { id: other.businessId }, role: 'auditor' })
    expect(browser.cookie).not.toBe(cookie)
    expect(moved.body.expiresAt).toBe('2026-03-16T00:00:00.000Z')
    const old = Object.assign(new Browser(api), { cookie })
    expect(await isIn(old)).toBe(false)
  })
})

describe('a password', () => {
  const signIn = (browser: Browser, email: string, password: string) =>
    browser.ask('POST', '/session', { email, password })

  it('is set by who has just signed in, and signs in from then on', async () => {
    const browser = await signedIn(api, api.businessId, ['auditor'])
    const other = Object.assign(new Browser(api), { cookie: '' })
    await other.ask('POST', '/session/link', { token: await linkFor(browser.email) })
    const short = await browser.ask('PUT', '/password', { password: 'short' })
    expect([short.status, short.body.code]).toEqual([400, 'VALIDATION_FAILED'])
    expect((await browser.ask('PUT', '/password', { password: PASSWORD })).status).toBe(204)
    expect((await browser.get('/session')).body.user.hasPassword).toBe(true)
    api.clock.set(new Date(api.clock.now().getTime() + 5_001))
    expect(await isIn(other)).toBe(false)

    const wrong = await signIn(new Browser(api), browser.email, `${PASSWORD}!`)
    expect([wrong.status, wrong.body.code]).toEqual([401, 'INVALID_CREDENTIALS'])
    const nobody = await signIn(new Browser(api), 'nobody@example.org', PASSWORD)
    expect(nobody.body).toMatchObject({ code: wrong.body.code, detail: wrong.body.detail })
    const right = await signIn(new Browser(api), browser.email.toUpperCase(), PASSWORD)
    expect(right.status).toBe(200)
    expect(await audited()).toEqual([
      ['ADD_USER', 'DONE', `${browser.email}: auditor`],
      ['MAKE_LINK', 'DONE', browser.email],
      ['SIGN_IN', 'DONE', 'link'],
      ['MAKE_LINK', 'DONE', browser.email],
      ['SIGN_IN', 'DONE', 'link'],
      ['SET_PASSWORD', 'DONE', browser.email],
      ['SIGN_IN', 'REFUSED', 'password'],
      ['SIGN_IN', 'DONE', 'password'],
    ])
  })

  it('is changed later by who knows it only', async () => {
    const browser = await signedIn(api, api.businessId, ['auditor'])
    await browser.ask('PUT', '/password', { password: PASSWORD })
    api.clock.set(new Date(api.clock.now().getTime() + 15 * MINUTE + 1))
    const next = { password: 'another long sentence' }
    for (const body of [next, { ...next, current: 'not what it is now' }]) {
      const refused = await browser.ask('PUT', '/password', body)
      expect([refused.status, refused.body.code]).toEqual([403, 'NEEDS_FRESH_SIGN_IN'])
    }
    const changed = await browser.ask('PUT', '/password', { ...next, current: PASSWORD })
    expect(changed.status).toBe(204)
  })

  it('cannot be guessed without limit', async () => {
    const email = await newUser(api, api.businessId, ['auditor'])
    const statuses: number[] = []
    for (let attempt = 0; attempt < 21; attempt += 1) {
      statuses.push((await signIn(new Browser(api), email, `guess ${attempt}`)).status)
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(20)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('what does not come from the console’s own pages', () => {
  const own = { ...FROM_PAGE }
  it.each([
    ['another site', { ...own, 'Sec-Fetch-Site': 'cross-site' }],
    ['another port of this host', { ...own, 'Sec-Fetch-Site': 'same-site' }],
    ['an address that was typed', { ...own, 'Sec-Fetch-Site': 'none' }],
    [
      'another origin, by an older browser',
      { 'X-Loansaga-Console': '1', Origin: 'https://evil.example' },
    ],
    ['nowhere', { 'X-Loansaga-Console': '1' }],
    ['a form', { 'Sec-Fetch-Site': 'same-origin' }],
  ])('changes nothing: from %s', async (_from, headers) => {
    const browser = await signedIn(api, api.businessId, ['admin', 'accountant'])
    const token = await linkFor(browser.email)
    for (const [method, path, body] of [
      ['POST', '/session/link', { token }],
      ['DELETE', '/session', undefined],
      ['PUT', '/password', { password: PASSWORD }],
      ['POST', '/ops/retry', { filter: {}, reason: 'test' }],
    ] as const) {
      const { status, text } = await browser.ask(method, path, body, headers)
      expect([path, status]).toEqual([path, 403])
      expect(text).toContain('CROSS_SITE')
    }
    expect(await isIn(browser)).toBe(true)
    expect(await api.database.prisma.batchJob.count()).toBe(0)
    expect((await new Browser(api).ask('POST', '/session/link', { token })).status).toBe(200)
  })

  it('is known by the origin where the browser says no more', async () => {
    const browser = await signedIn(api, api.businessId, ['operator'])
    const headers = { 'X-Loansaga-Console': '1', Origin: api.url }
    const body = { filter: {}, reason: 'test' }
    expect((await browser.ask('POST', '/ops/retry', body, headers)).status).toBe(202)
  })

  it('is not signed in in the clear from another machine', async () => {
    const token = await linkFor(await newUser(api, api.businessId, ['auditor']))
    const body = JSON.stringify({ token })
    const asked = (host: string) =>
      sendRaw(
        api.url,
        [
          [
            'POST /console/api/session/link HTTP/1.1',
            ...[`Host: ${host}`, 'Sec-Fetch-Site: same-origin', 'X-Loansaga-Console: 1'],
            ...['Content-Type: application/json', `Content-Length: ${body.length}`],
            ...['Connection: close', '', body],
          ].join('\r\n'),
        ],
        () => false,
      )
    expect(await asked('books.example')).toMatch(/^HTTP\/1.1 403 [^]*NEEDS_HTTPS/)
    expect(await asked('127.0.0.1.books.example:3000')).toMatch(/^HTTP\/1.1 403 [^]*NEEDS_HTTPS/)
    expect(await asked('localhost:3000')).toMatch(/^HTTP\/1.1 200 /)
  })
})

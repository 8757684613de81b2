import { DOORS } from '../../src/api/doors'
import { addressOf } from '../../src/api/routing/door'
import { METHODS } from '../../src/api/routing/route'
import { createBatchJob } from '../../src/operations/batch-job'
import { createKeyPair, SCOPES } from '../../src/identity/key-pairs'
import type { Scope } from '../../src/identity/key-pairs'
import { embeddedPass } from '../../src/steps/at-once'
import { uniqueName } from '../support/harness'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'
import { document, exampleBody, exampleQuery } from './documented'
import { headOf, sendRaw } from './raw'
import { disbursement, PUSH } from './requests'

const routes = DOORS.flatMap((door) =>
  door.routes.map((route) => {
    const address = addressOf(door, route)
    return { name: `${route.method} ${address}`, address, scheme: door.guard.scheme, ...route }
  }),
)
type AnyRoute = (typeof routes)[number]

const guarded = routes.filter(({ scheme }) => scheme !== undefined)
const addresses = [...new Set(routes.map(({ address }) => address))].map((address) => {
  const ofAddress = routes.filter((route) => route.address === address)
  return { address, methods: ofAddress.map(({ method }) => method), scheme: ofAddress[0]?.scheme }
})

let api: ApiUnderTest
/** Of a business that owns what is asked for, and of another. */
let owner: Credentials
let stranger: Credentials
let owned: Record<string, string>

beforeAll(async () => {
  api = await startApiUnderTest()
  owner = await credentialsOf(await api.business())
  stranger = await credentialsOf(await api.business())
  owned = await possessions(owner)
})
afterAll(() => api.close())

interface Credentials {
  businessId: string
  key: string
  token: string
}

async function credentialsOf(business: { businessId: string; key: string }): Promise<Credentials> {
  return { ...business, token: await tokenOf(business.businessId, [...SCOPES]) }
}

const tokens = new Map<string, Promise<string>>()

/** One of each suffices, and they cannot be got without limit. */
function tokenOf(businessId: string, scopes: Scope[]): Promise<string> {
  const which = [businessId, ...scopes].join(' ')
  const token = tokens.get(which) ?? newToken(businessId, scopes)
  tokens.set(which, token)
  return token
}

async function newToken(businessId: string, scopes: Scope[]): Promise<string> {
  const pair = await createKeyPair(api.database, businessId, 'test', scopes)
  const { body } = await api.post('/api/generate-token', pair)
  return body.token
}

/** Something under every name that an address has a place for. */
async function possessions({
  businessId,
  key,
  token,
}: Credentials): Promise<Record<string, string>> {
  const loan = disbursement({ loanId: 'LN-OF-THE-OWNER', customerName: NAME })
  const { body } = await api.post(PUSH.disbursement, loan, { 'X-LMS-API-Key': key })
  await embeddedPass(api.database)({ businessId, loanId: body.loanId })
  const product = { code: 'OF-THE-OWNER', name: NAME, currency: 'TZS', config: { tenorMonths: 12 } }
  await api.post('/api/v1/lms/lending/products', product, { Authorization: `Bearer ${token}` })
  const [stream] = await api.database.prisma.loanStream.findMany({ where: { businessId } })
  const [transaction] = await api.database.prisma.loanTransaction.findMany({
    where: { streamId: stream!.id },
  })
  const [customer] = await api.database.prisma.customer.findMany({ where: { businessId } })
  const job = { businessId, filter: {}, actor: 'nobody', reason: 'test' }
  return {
    code: product.code,
    loanId: body.loanId,
    eventId: body.eventId,
    customerId: loan['customerId'] as string,
    jobId: await createBatchJob(api.database, job),
    problem: 'loan-not-found',
    ...{ customer: String(customer!.no), command: body.eventId, charge: '1' },
    ...{ loan: String(stream!.id), transaction: String(transaction!.id) },
  }
}

const NAME = 'Neema of the Owner'

function headers(scheme: AnyRoute['scheme'], { key, token }: Credentials): Record<string, string> {
  if (scheme === 'bearer') return { Authorization: `Bearer ${token}`, 'X-LMS-API-Key': '' }
  return { 'X-LMS-API-Key': key }
}

/** The address with something of the owner's at each place. */
function fill(address: string): string {
  return address.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const id = owned[name]
    if (id === undefined) throw new Error(`the owner has no ${name}: give it one`)
    return id
  })
}

/** The same with something of the owner's wherever a body names such a thing. */
function aboutTheOwners(body: unknown, { address }: AnyRoute): unknown {
  if (body === undefined) return undefined
  const named = address.startsWith('/v1/')
    ? { ...owned, customerId: owned['customer']! }
    : { ...owned, productCode: owned['code']!, businessId: stranger.businessId }
  const replaced = (name: string, value: unknown) =>
    Object.hasOwn(named, name) ? (named as Record<string, string>)[name] : value
  return JSON.parse(JSON.stringify(body), replaced)
}

async function ask(method: string, address: string, given: Record<string, string>, body?: unknown) {
  const answer = await fetch(api.url + address, {
    method,
    headers: { 'Content-Type': 'application/json', ...given },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

/** The head of a request whose body never comes. */
function bodiless(route: AnyRoute, given: Record<string, string>): Promise<string> {
  const lines = Object.entries(given).map(([name, value]) => `${name}: ${value}`)
  const head = headOf(route.method, fill(route.address), [
    ...lines,
    'Content-Type: application/json',
    'Content-Length: 500000',
  ])
  return sendRaw(api.url, [head], (received) => received.includes('\r\n\r\n'))
}

describe('who may come', () => {
  it('is everybody at these addresses only', () => {
    const open = routes.filter(({ scheme }) => scheme === undefined)
    expect(open.map(({ name }) => name)).toEqual([
      'POST /api/generate-token',
      'GET /.well-known/jwks.json',
      ...['GET /healthz', 'GET /readyz', 'GET /metrics', 'GET /openapi.json'],
      'GET /llms.txt',
      ...['GET /docs', 'GET /docs/boot.js', 'GET /docs/reference.js'],
      'GET /problems/{problem}',
    ])
  })

  it.each(guarded)('is asked at $name before the body is read', async (route) => {
    expect(await bodiless(route, {})).toMatch(/^HTTP\/1.1 401 .*\r\nWWW-Authenticate: /is)
  })

  it.each(guarded.filter(({ scopes }) => scopes !== undefined))(
    'needs a scope at $name, which is asked before the body is read',
    async (route) => {
      const others = SCOPES.filter((scope) => !route.scopes?.includes(scope))
      const token = await tokenOf(owner.businessId, others)
      const refused = await bodiless(route, { Authorization: `Bearer ${token}` })
      expect(refused).toMatch(/^HTTP\/1.1 403 /)
      expect(refused).toContain(`insufficient_scope", scope="${route.scopes?.[0]}"`)
      for (const scope of route.scopes ?? []) {
        const enough = await tokenOf(owner.businessId, [scope])
        const answer = await ask(route.method, fill(route.address), {
          Authorization: `Bearer ${enough}`,
        })
        expect(answer.headers.get('www-authenticate')).toBeNull()
      }
    },
  )
})

describe('what belongs to another business', () => {
  const named = guarded.filter(({ params }) => params !== undefined)
  // What the stranger itself sends for a loan of this name would stand in its lists.
  const unnamed = guarded
    .filter(({ params }) => params === undefined)
    .sort((a, b) => a.method.localeCompare(b.method))

  it.each(named)('is not there at $name', async (route) => {
    const body = exampleBody(route.address, route.method)
    const before = await events()
    const answer = await ask(
      route.method,
      fill(route.address),
      headers(route.scheme, stranger),
      body,
    )
    expect([answer.status, answer.text]).toEqual([
      404,
      expect.stringContaining(route.missing!.code),
    ])
    expect(answer.text).not.toContain(NAME)
    expect(await events()).toEqual(before)
    const own = await ask('GET', fill(route.address), headers(route.scheme, owner))
    const isRead = addresses.some(
      ({ address, methods }) => address === route.address && methods.includes('GET'),
    )
    // There for its owner, whatever else is said of it: a pushed loan is quoted by its own LMS alone.
    expect(isRead ? [200, 403, 422] : [405]).toContain(own.status)
    expect(own.text).not.toContain(isRead ? route.missing!.code : NAME)
  })

  it.each(unnamed)('is not told at $name', async (route) => {
    const body = aboutTheOwners(exampleBody(route.address, route.method), route)
    const before = await events()
    // What needs a key is not refused for want of it.
    const given = { ...headers(route.scheme, stranger), 'Idempotency-Key': uniqueName('key') }
    const asked = route.address + exampleQuery(route.address, route.method)
    const answer = await ask(route.method, asked, given, body)
    if (route.refuses?.[404] === undefined) expect(answer.status).toBeLessThan(300)
    // Of its own it has a draft of that name by now, which is not the owner's product either.
    else expect([404, 422]).toContain(answer.status)
    // Otherwise it was not asked for what is the owner's.
    expect(answer.text).not.toContain('VALIDATION_FAILED')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.text).not.toContain(NAME)
    expect(answer.text).not.toContain(owned['eventId'])
    if (route.method === 'GET') expect(answer.text).not.toContain(owned['loanId'])
    expect(await events()).toEqual(before)
  })

  /** All that the owner's loans went through. */
  function events() {
    return api.database.prisma.loanEvent.findMany({
      where: { businessId: owner.businessId },
      orderBy: { seq: 'asc' },
    })
  }
})

describe('an address', () => {
  it.each(addresses)('takes only its own methods: $address', async (given) => {
    const { address, methods, scheme } = given
    const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    for (const method of [...METHODS, 'OPTIONS']) {
      if (allowed.includes(method)) continue
      const answer = await ask(method, fill(address), headers(scheme, owner))
      expect([method, answer.status]).toEqual([method, 405])
      expect(answer.headers.get('allow')).toBe(allowed.join(', '))
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
    if (!allowed.includes('GET')) return
    const got = await ask('GET', fill(address), headers(scheme, owner))
    const { cache = 'no-store' } = routes.find((route) => route.address === address)!
    expect(got.headers.get('cache-control')).toBe(cache)
    const head = await ask('HEAD', fill(address), headers(scheme, owner))
    expect([head.status, head.text]).toEqual([got.status, ''])
  })

  it.each(addresses)('is taken only as it is written: $address', async ({ address, scheme }) => {
    const written = fill(address)
    const first = address.split('/')[1] ?? ''
    const variants = [
      `${written}/`,
      `/${written}`,
      written.replace(first, first.toUpperCase()),
      written.replace(/\w(?=\w*$)/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
    ]
    const literal = variants.filter((_, place) => place < 3 || !address.endsWith('}'))
    for (const variant of literal) {
      const { status } = await ask('GET', variant, headers(scheme, owner))
      expect([variant, status]).toEqual([variant, 404])
    }
  })
})

describe('the document', () => {
  it('has every operation and no other', () => {
    const listed = routes.filter(({ docs }) => docs !== 'not an operation')
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(documented.sort()).toEqual(listed.map(({ name }) => name).sort())
    const unlisted = routes.filter(({ docs }) => docs === 'not an operation')
    expect(unlisted.map(({ address }) => address)).toEqual([
      ...['/openapi.json', '/llms.txt', '/docs', '/docs/boot.js', '/docs/reference.js'],
      '/problems/{problem}',
    ])
  })

  it.each(routes.filter(({ docs }) => docs !== 'not an operation'))(
    'tells all of $name',
    (route) => {
      const operation = document.paths[route.address]?.[route.method.toLowerCase()]
      const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const inPath = operation?.parameters?.filter((parameter) => parameter.in === 'path') ?? []
      expect(Object.keys(route.params ?? {})).toEqual(names)
      expect(inPath.map(({ name }) => name)).toEqual(names)
      expect(operation?.summary).not.toBe('')
      expect(operation?.security !== undefined).toBe(route.scheme !== undefined)
      expect(operation?.requestBody !== undefined).toBe(route.body !== undefined)
    },
  )
})

import { DOORS } from '../../src/api/doors'
import { addressOf } from '../../src/api/routing/door'
import { createKeyPair, SCOPES } from '../../src/identity/key-pairs'
import type { Scope } from '../../src/identity/key-pairs'
import { createBatchJob } from '../../src/operations/batch-job'
import { embeddedPass } from '../../src/steps/at-once'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'
import { document, exampleBody, exampleQuery } from './documented'
import type { Json } from './documented'
import { disbursement, PUSH, repayment } from './requests'
import { SEVEN_DAYS } from './v1/loans-under-test'

/** Two businesses that call the same things the same, and all that each of them has. */
const SAME = {
  ...{ pushed: 'LN-1', own: 'OWN-1', customerId: 'C-1', ownCustomer: 'C-OWN' },
  code: 'LOAN_TWIN',
}

interface Twin {
  businessId: string
  key: string
  token: string
  /** By the names that addresses and bodies have places for. */
  named: Record<string, unknown>
  /** What only its answers may have. */
  marks: string[]
}

const routes = DOORS.flatMap((door) =>
  door.routes.map((route) => {
    const address = addressOf(door, route)
    return { ...route, name: `${route.method} ${address}`, address, scheme: door.guard.scheme }
  }),
)
type AnyRoute = (typeof routes)[number]

// What one of them sends changes its own: whoever reads comes first.
const guarded = routes
  .filter(({ scheme }) => scheme !== undefined)
  .sort((one, other) => one.method.localeCompare(other.method))
const writes = guarded.filter(({ method, scheme }) => scheme === 'bearer' && method !== 'GET')

/** Named like an id, and names nothing that a business has. */
const NO_IDS = new Set([
  ...['paymentTypeId', 'legalFormId', 'officeId', 'currencyCode', 'externalId'],
  'transactionProcessingStrategyCode',
])

let api: ApiUnderTest
let one: Twin
let two: Twin
/** Of the second one. */
let readToken: string

beforeAll(async () => {
  api = await startApiUnderTest()
  everyRow = await readsEveryRow()
  one = await twin('Neema of the One', 987_654.32)
  two = await twin('Zawadi of the Other', 123_456.78)
  readToken = await tokenOf(two.businessId, ['lms:read'])
})
afterAll(() => api.close())

async function twin(name: string, amount: number): Promise<Twin> {
  const { businessId, key } = await api.business()
  const token = await tokenOf(businessId, [...SCOPES])
  const bearer = { Authorization: `Bearer ${token}` }
  const pushed = await api.post(
    PUSH.disbursement,
    disbursement({
      ...{ loanId: SAME.pushed, customerId: SAME.customerId, customerName: name },
      loanAmount: amount,
    }),
    { 'X-LMS-API-Key': key },
  )
  const paidBack = Math.floor(amount * 10) / 100
  const repaid = await api.post(
    PUSH.repayment,
    repayment({
      ...{ loanId: SAME.pushed, customerId: SAME.customerId, customerName: name },
      ...{ repaymentPrincipal: paidBack, repaymentInterest: 0, feeAmount: 0 },
    }),
    { 'X-LMS-API-Key': key },
  )
  await api.post(
    '/api/v1/lms/lending/products',
    { code: SAME.code, name, currency: 'TZS', config: { tenorMonths: 12 } },
    bearer,
  )
  const known = { fullname: name, legalFormId: 2, externalId: SAME.ownCustomer, active: true }
  const customer = await api.post(
    '/v1/customers',
    { ...known, activationDate: '2026-01-02' },
    bearer,
  )
  const asked = { ...SEVEN_DAYS, customerId: customer.body.id, externalId: SAME.own }
  const submitted = await api.post(
    '/v1/loans',
    { ...asked, principal: amount },
    { ...bearer, Prefer: 'wait=0' },
  )
  for (const loanId of [SAME.pushed, SAME.own]) {
    await embeddedPass(api.database)({ businessId, loanId })
  }
  const [row] = await api.database.prisma.loanTransaction.findMany({
    where: { eventId: repaid.body.eventId as string },
  })
  const eventId = pushed.body.eventId as string
  const jobId = await finishedJob(businessId)
  return {
    ...{ businessId, key, token },
    named: {
      ...{ loanId: SAME.pushed, customerId: SAME.customerId, eventId, jobId },
      ...{ loan: submitted.body.loanId, toLoanId: submitted.body.loanId, productId: 1 },
      pushedLoan: String(row!.streamId),
      ...{ command: submitted.body.eventId, code: SAME.code, productCode: SAME.code },
      ...{ customer: customer.body.id, transaction: String(row!.id), charge: '1' },
      businessId,
    },
    marks: [
      ...[businessId, key, name, eventId, repaid.body.eventId, submitted.body.eventId, jobId],
      ...[amount, paidBack].flatMap((paid) => [String(paid), (paid * 100).toFixed(0)]),
    ],
  }
}

/** One that no runner takes up any more. */
async function finishedJob(businessId: string): Promise<string> {
  const job = { businessId, filter: {}, actor: 'nobody', reason: 'test' }
  const jobId = await createBatchJob(api.database, job)
  await api.database.query(
    'finish_job',
    'UPDATE batch_job SET finished_at = clock_timestamp() WHERE id = $1',
    [jobId],
  )
  return jobId
}

async function tokenOf(businessId: string, scopes: Scope[]): Promise<string> {
  const { body } = await api.post(
    '/api/generate-token',
    await createKeyPair(api.database, businessId, 'test', scopes),
  )
  return body.token as string
}

/** The thing of a business that a name stands for at a door. */
function thing({ named }: Twin, name: string, { address, method }: AnyRoute): unknown {
  // What a loan that lives here has not gone through yet, a pushed one has, but for a schedule.
  if (name === 'loan' && method === 'GET') return named['pushedLoan']
  if (name === 'loanId' && address.startsWith('/api/')) {
    return method === 'GET' && !address.endsWith('/schedule') ? SAME.pushed : SAME.own
  }
  if (name === 'customerId' && address.startsWith('/v1/')) return named['customer']
  if (!Object.hasOwn(named, name)) throw new Error(`nobody here has a ${name}: give them one`)
  return named[name]
}

async function ask(route: AnyRoute, asker: Twin, token = asker.token) {
  const address = route.address.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    String(thing(asker, name, route)),
  )
  const body = aboutTheirs(exampleBody(route.address, route.method), asker, route)
  const query = exampleQuery(route.address, route.method)
  const answer = await fetch(api.url + address + query, {
    method: route.method,
    headers: {
      ...{ 'Content-Type': 'application/json', Prefer: 'wait=0' },
      ...(route.scheme === 'bearer'
        ? { Authorization: `Bearer ${token}` }
        : { 'X-LMS-API-Key': asker.key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, text: await answer.text() }
}

/** A body that names what the asker has, wherever it names something. */
function aboutTheirs(body: unknown, asker: Twin, route: AnyRoute): unknown {
  if (body === undefined) return undefined
  const replaced = (name: string, value: unknown) =>
    isId(name) ? thing(asker, name, route) : value
  return JSON.parse(JSON.stringify(body), replaced)
}

function isId(name: string): boolean {
  return /(^|[a-z])(id|Id|Code|code)$/.test(name) && !NO_IDS.has(name)
}

let everyRow: string

/** Every row of every table that a business has, table by table. */
async function rowsOf({ businessId }: Twin): Promise<string[]> {
  const rows = await api.database.query<{ row: string }>('every_row', everyRow, [businessId])
  return rows.map(({ row }) => row)
}

async function readsEveryRow(): Promise<string> {
  const columns = await api.database.query<{ table: string; column: string }>(
    'columns_of_tenants',
    `SELECT table_name::text AS table, min(column_name::text) AS column
     FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name IN ('business_id', 'stream_id')
     GROUP BY 1`,
  )
  expect(columns.length).toBeGreaterThan(20)
  const ofStream = '(SELECT id FROM loan_stream WHERE business_id = $1::uuid)'
  const rows = columns.map(({ table, column }) => {
    const own = column === 'business_id' ? '= $1::uuid' : `IN ${ofStream}`
    return `SELECT '${table} ' || t::text AS row FROM ${table} t WHERE ${column} ${own}`
  })
  return `${rows.join(' UNION ALL ')} ORDER BY 1`
}

describe('of two businesses that call everything the same', () => {
  it.each(guarded)('one gets its own alone at $name', async (route) => {
    const before = await rowsOf(one)
    const { status, text } = await ask(route, two)
    expect(status).toBeLessThan(500)
    for (const mark of one.marks) expect(text).not.toContain(mark)
    expect(await rowsOf(one)).toEqual(before)
    if (route.method !== 'GET' || route.params === undefined) return
    if (status === 200) expect(two.marks.some((mark) => text.includes(mark))).toBe(true)
    // What only the other home of a loan has is refused by a rule, never as if it were not there.
    else expect([403, 409, 422]).toContain(status)
  })

  it.each(guarded)('every id that $name takes names something here', ({ address, method }) => {
    const operation = document.paths[address]?.[method.toLowerCase()]
    const [media] = Object.values(operation?.requestBody?.content ?? {})
    const ids = media === undefined ? [] : idsIn(media.schema)
    expect(ids.filter((name) => !Object.hasOwn(one.named, name))).toEqual([])
  })
})

describe('a token that reads', () => {
  it.each(writes)('may not write at $name', async (route) => {
    expect(route.scopes).not.toContain('lms:read')
    const before = await rowsOf(two)
    expect((await ask(route, two, readToken)).status).toBe(403)
    expect(await rowsOf(two)).toEqual(before)
  })
})

/** The names in a schema that look like ids, however deep. */
function idsIn(schema: Json, seen = new Set<unknown>()): string[] {
  if (seen.has(schema)) return []
  seen.add(schema)
  return Object.entries(schema).flatMap(([name, value]) => {
    if (name === '$ref') {
      return idsIn(document.components.schemas[String(value).split('/').at(-1)!] ?? {}, seen)
    }
    if (typeof value !== 'object' || value === null) return []
    const names = name === 'properties' ? Object.keys(value).filter(isId) : []
    return [...names, ...idsIn(value as Json, seen)]
  })
}

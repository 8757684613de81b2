import { CONSOLE_DOORS, sessionDoor } from '../../../src/api/console/doors'
import { addressOf } from '../../../src/api/routing/door'
import type { AnyDoor } from '../../../src/api/routing/door'
import { permissionsOf, ROLES } from '../../../src/identity/roles'
import type { Role } from '../../../src/identity/roles'
import { startApiUnderTest } from '../api-under-test'
import type { ApiUnderTest } from '../api-under-test'
import { Browser, signedIn } from './console-under-test'

const DOORS: readonly AnyDoor[] = CONSOLE_DOORS.filter((door) => (door as AnyDoor) !== sessionDoor)
const routes = DOORS.flatMap((door) =>
  door.routes.map((route) => ({
    ...route,
    address: addressOf(door, route).replace('/console/api', ''),
    name: `${route.method} ${addressOf(door, route).replace('/console/api', '')}`,
  })),
)
type AnyRoute = (typeof routes)[number]

let api: ApiUnderTest
const browsers = new Map<Role, Browser>()
beforeAll(async () => {
  api = await startApiUnderTest()
  for (const role of ROLES) browsers.set(role, await signedIn(api, api.businessId, [role]))
})
afterAll(() => api.close())

/** Any place of an address: what is not there is found out only after who may look. */
const filled = ({ address }: AnyRoute) => address.replaceAll(/\{\w+\}/g, '1')

function mayCome(role: Role, { scopes = ['lms:read'], permission }: AnyRoute): boolean {
  const granted = permissionsOf([role])
  return (permission === undefined ? scopes : [permission]).some((one) => granted.includes(one))
}

it.each(routes)('$name lets in the roles that its row names, and nobody else', async (route) => {
  const body = route.body === undefined ? undefined : {}
  for (const role of ROLES) {
    const { status, text } = await browsers.get(role)!.ask(route.method, filled(route), body)
    const refused = status === 403 && text.includes('NOT_PERMITTED')
    expect([role, refused]).toEqual([role, !mayCome(role, route)])
    expect(status).not.toBe(401)
  }
  const { status, body: problem } = await new Browser(api).ask(route.method, filled(route), body)
  expect([status, problem.code]).toEqual([401, 'SIGNED_OUT'])
})

it.each(routes.filter(({ method }) => method !== 'GET'))(
  '$name is not asked from elsewhere',
  async (route) => {
    const headers = { 'Sec-Fetch-Site': 'cross-site', 'X-Loansaga-Console': '1' }
    const asked = await browsers.get('accountant')!.ask(route.method, filled(route), {}, headers)
    expect([asked.status, asked.body.code]).toEqual([403, 'CROSS_SITE'])
  },
)

it('gives each role what its work needs', () => {
  const rolesOf = (name: string) => ROLES.filter((role) => mayCome(role, routeNamed(name)))
  const table = Object.fromEntries(
    [
      'GET /ops/parked',
      'GET /ops/actions',
      'POST /ops/retry',
      'POST /ops/events/{eventId}/skip',
      'POST /ops/events/{eventId}/reverse',
      'POST /v1/loans/{loan}/repayments',
      'POST /v1/loans/{loan}/approve',
      'POST /v1/loans/{loan}/write-off',
      'POST /v1/loans/{loan}/repayments/{transaction}/reverse',
      'GET /api/v1/lms/reports/portfolio-summary',
    ].map((name) => [name, rolesOf(name)]),
  )
  expect(table).toEqual({
    'GET /ops/parked': ['auditor', 'manager', 'operator', 'accountant', 'admin'],
    'GET /ops/actions': ['auditor', 'admin'],
    'POST /ops/retry': ['operator', 'accountant'],
    'POST /ops/events/{eventId}/skip': ['operator', 'accountant'],
    'POST /ops/events/{eventId}/reverse': ['accountant'],
    'POST /v1/loans/{loan}/repayments': ['operator', 'accountant'],
    'POST /v1/loans/{loan}/approve': ['accountant'],
    'POST /v1/loans/{loan}/write-off': ['accountant'],
    'POST /v1/loans/{loan}/repayments/{transaction}/reverse': ['accountant'],
    'GET /api/v1/lms/reports/portfolio-summary': [
      ...['auditor', 'manager', 'operator', 'accountant', 'admin'],
    ],
  })
})

function routeNamed(name: string): AnyRoute {
  const found = routes.find((route) => route.name === name)
  if (found === undefined) throw new Error(`there is no ${name}`)
  return found
}

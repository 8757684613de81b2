import { createApp } from '../../src/api/app'
import { listen } from '../../src/api/http-server'
import type { Readiness } from '../../src/api/system/readiness'
import { createApiKey } from '../../src/identity/api-keys'
import { ApiKeyVerifier } from '../../src/identity/api-key-verifier'
import { createBusiness } from '../../src/business/create-business'
import type { NewBusiness } from '../../src/business/create-business'
import { createIdentity } from '../../src/identity/identity'
import { BatchRunner } from '../../src/operations/batch-runner'
import { OperatorDesk } from '../../src/operations/operator-desk'
import type { PushedKind } from '../../src/domain/events/kinds'
import { fixedClock } from '../../src/platform/clock'
import type { FixedClock } from '../../src/platform/clock'
import type { RequestLimits } from '../../src/platform/config'
import type { Database } from '../../src/platform/database'
import { createLogger } from '../../src/platform/logger'
import { createMetrics } from '../../src/platform/metrics'
import { createIntake } from '../../src/stream/create-intake'
import type { IntakeDependencies, RunningIntake } from '../../src/stream/create-intake'
import { Rehearsals } from '../../src/steps/rehearse'
import type { LoanTeller } from '../../src/temporal/loan-teller'
import { CreditTransfers } from '../../src/transfers/credit-transfers'
import { createTestDatabase, uniqueName } from '../support/harness'
import { expectDocumented } from './documented'

export interface Sent {
  status: number
  headers: Headers
  body: Answer
}

/** Loose on purpose: the shape is what the tests judge. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Answer = any

export interface ApiUnderTest {
  url: string
  key: string
  businessId: string
  database: Database
  clock: FixedClock
  /** Every line that was logged so far. */
  log(): string
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Sent>
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Sent>
  get(path: string, headers?: Record<string, string>): Promise<Sent>
  /** A business of its own with a key. */
  business(given?: Partial<NewBusiness>): Promise<{ businessId: string; key: string }>
  close(): Promise<void>
}

export interface Given {
  /** A database and an intake that tells real loans; without them nobody takes what is staged. */
  on?: { database: Database; intake: RunningIntake; teller?: Pick<LoanTeller, 'signal'> }
  /** One that others go by too. */
  clock?: FixedClock
  readiness?: Partial<Readiness>
  metricsUpstreams?: string[]
  /** Any number unless given. */
  requestLimits?: RequestLimits
  /** The books are kept by another deployment. */
  booksElsewhere?: boolean
  /** What that one is not known to take. */
  unsayable?: PushedKind[]
  /** That one takes the events of loans that live here. */
  takesLoanEvents?: boolean
}

/** The API on a port of its own with a database of its own; today is 2026-03-15 unless a clock says otherwise. */
export async function startApiUnderTest(given: Given = {}): Promise<ApiUnderTest> {
  const shared = given.on
  const test = shared ?? (await createTestDatabase())
  const { database } = test
  const clock = given.clock ?? fixedClock('2026-03-15T12:00:00Z')
  const lines: string[] = []
  const logger = createLogger({ level: 'debug', format: 'json' }, 'api', {
    write: (line) => lines.push(line),
  })
  const rehearsals = new Rehearsals(
    { connectionString: database.connectionString, poolSize: 2 },
    { clock },
  )
  const known = given.booksElsewhere === true ? {} : { rehearsals }
  const intake = shared?.intake ?? createIntake({ database, teller: NOBODY, logger })
  const app = createApp({
    database,
    intake,
    identity: createIdentity(database, clock, { environment: 'sandbox' }),
    desk: new OperatorDesk({
      ...{ database, logger, clock, ...known },
      ...(shared?.teller === undefined ? {} : { teller: shared.teller }),
    }),
    runner: new BatchRunner({ database, logger }),
    transfers: new CreditTransfers({
      ...{ database, clock, logger },
      tell: (event) => (shared?.teller ?? NOBODY).signal(event),
      settled: (eventId, waitMs) => intake.settled(eventId, waitMs),
    }),
    verifier: new ApiKeyVerifier(database, clock),
    clock,
    logger,
    metrics: createMetrics('api'),
    readiness: { ...READY, ...given.readiness },
    ...known,
    unsayable: given.unsayable ?? [],
    takesLoanEvents: given.takesLoanEvents,
    metricsUpstreams: given.metricsUpstreams ?? [],
    ...(given.requestLimits === undefined ? {} : { requestLimits: given.requestLimits }),
  })
  const server = await listen(app, '127.0.0.1', 0)
  const url = `http://127.0.0.1:${server.port}`

  const business = async (more: Partial<NewBusiness> = {}) => {
    const businessId = await createBusiness(database, {
      name: uniqueName('business'),
      ...more,
    })
    const { key } = await createApiKey(database, businessId, 'test')
    return { businessId, key }
  }
  const caller = await business()
  const send = async (method: string, path: string, body: string | null, headers: object) => {
    const answer = await fetch(url + path, {
      method,
      body,
      headers: { 'X-LMS-API-Key': caller.key, 'Content-Type': 'application/json', ...headers },
    })
    const text = await answer.text()
    const json = answer.headers.get('content-type')?.includes('json')
    const received = json ? JSON.parse(text) : text
    const mediaType = answer.headers.get('content-type') ?? undefined
    expectDocumented(method, path, answer.status, received, mediaType)
    return { status: answer.status, headers: answer.headers, body: received }
  }
  return {
    url,
    database,
    clock,
    ...caller,
    log: () => lines.join(''),
    post: (path, body, headers = {}) =>
      send('POST', path, typeof body === 'string' ? body : JSON.stringify(body), headers),
    put: (path, body, headers = {}) => send('PUT', path, JSON.stringify(body), headers),
    get: (path, headers = {}) => send('GET', path, null, headers),
    business,
    async close() {
      await server.stop()
      await intake.drain()
      await rehearsals.close()
      if (test !== shared) await database.close()
    },
  }
}

/** All that is needed is there. */
export const READY: Readiness = {
  database: () => Promise.resolve(),
  temporal: () => Promise.resolve(),
  migrations: () => Promise.resolve(),
}

const NOBODY: IntakeDependencies['teller'] = {
  signal: () => Promise.resolve(),
  process: ({ envelope }) => Promise.resolve({ seq: envelope.seq, status: 'SEE_ROW' }),
}

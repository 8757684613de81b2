import { createApp } from '../../src/api/app'
import { listen } from '../../src/api/http-server'
import { createKeyPair } from '../../src/identity/key-pairs'
import type { Scope } from '../../src/identity/key-pairs'
import { ApiKeyVerifier } from '../../src/identity/api-key-verifier'
import { createIdentity } from '../../src/identity/identity'
import type { IdentityLimits } from '../../src/identity/identity'
import { BatchRunner } from '../../src/operations/batch-runner'
import { OperatorDesk } from '../../src/operations/operator-desk'
import { systemClock } from '../../src/platform/clock'
import type { Clock } from '../../src/platform/clock'
import type { IdentityConfig } from '../../src/platform/config'
import type { Database } from '../../src/platform/database'
import { createLogger } from '../../src/platform/logger'
import { createMetrics } from '../../src/platform/metrics'
import type { Intake } from '../../src/stream/intake'
import type { LoanTeller } from '../../src/temporal/loan-teller'
import { READY } from './api-under-test'
import type { Sent } from './api-under-test'
import { expectDocumented } from './documented'

interface Given {
  database: Database
  clock?: Clock
  identity?: Partial<IdentityConfig>
  limits?: Partial<IdentityLimits>
  /** Without one the loans are left to the relay. */
  teller?: Pick<LoanTeller, 'signal'>
}

/** An API process of which only tokens and the operators' door are used. */
export interface OpsUnderTest {
  url: string
  runner: BatchRunner
  log(): string
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Sent>
  get(path: string, headers?: Record<string, string>): Promise<Sent>
  close(): Promise<void>
}

const NO_LIMITS: IdentityLimits = {
  perAddress: { burst: 100_000, intervalMs: 1 },
  perKeyAndAddress: { burst: 100_000, intervalMs: 1 },
}

const NOBODY: Intake = {
  submit: () => Promise.reject(new Error('nothing is pushed here')),
  command: () => Promise.reject(new Error('nothing is commanded here')),
  submitAll: () => Promise.reject(new Error('nothing is pushed here')),
  settled: () => Promise.resolve(),
}

const noTransfer = () => Promise.reject(new Error('no credit goes over here'))
const NO_TRANSFERS = { begin: noTransfer, follow: noTransfer, refusal: noTransfer }

export async function startOpsUnderTest(given: Given): Promise<OpsUnderTest> {
  const { database, clock = systemClock } = given
  const lines: string[] = []
  const logger = createLogger({ level: 'debug', format: 'json' }, 'api', {
    write: (line) => lines.push(line),
  })
  const tell = { database, logger, ...(given.teller === undefined ? {} : { teller: given.teller }) }
  const runner = new BatchRunner(tell)
  const config: IdentityConfig = { environment: 'sandbox', ...given.identity }
  const app = createApp({
    database,
    clock,
    logger,
    runner,
    intake: NOBODY,
    identity: createIdentity(database, clock, config, { ...NO_LIMITS, ...given.limits }),
    desk: new OperatorDesk({ ...tell, clock }),
    transfers: NO_TRANSFERS,
    verifier: new ApiKeyVerifier(database, clock),
    metrics: createMetrics('api'),
    readiness: READY,
  })
  const server = await listen(app, '127.0.0.1', 0)
  const url = `http://127.0.0.1:${server.port}`
  const send = async (method: string, path: string, body: string | null, headers: object) => {
    const answer = await fetch(url + path, {
      method,
      body,
      headers: { ...(body === null ? {} : { 'Content-Type': 'application/json' }), ...headers },
    })
    const text = await answer.text()
    const json = answer.headers.get('content-type')?.includes('json')
    const received = json ? JSON.parse(text) : text
    expectDocumented(method, path, answer.status, received)
    return { status: answer.status, headers: answer.headers, body: received }
  }
  return {
    url,
    runner,
    log: () => lines.join(''),
    post: (path, body, headers = {}) =>
      send('POST', path, typeof body === 'string' ? body : JSON.stringify(body), headers),
    get: (path, headers = {}) => send('GET', path, null, headers),
    async close() {
      await server.stop()
      await runner.stop()
    },
  }
}

/** The header of a token of a new key pair. */
export async function bearerOf(
  api: Pick<OpsUnderTest, 'post'>,
  database: Database,
  businessId: string,
  scopes: Scope[] = ['lms:read', 'lms:operate'],
  name = 'operators',
): Promise<{ Authorization: string }> {
  const pair = await createKeyPair(database, businessId, name, scopes)
  const { status, body } = await api.post('/api/generate-token', pair)
  if (status !== 200) throw new Error(`no token: ${JSON.stringify(body)}`)
  return { Authorization: `Bearer ${body.token}` }
}

import { setTimeout as sleep } from 'node:timers/promises'

import { startApi } from '../../src/processes/api-process'
import type { RunningApi } from '../../src/processes/api-process'
import { createApiKey } from '../../src/identity/api-keys'
import { createBusiness } from '../../src/business/create-business'
import { loadApiConfig } from '../../src/platform/config'
import { createLogger } from '../../src/platform/logger'
import { createEmptyDatabase, createTestDatabase, uniqueName } from '../support/harness'
import { infrastructure } from '../support/infrastructure'
import { patience } from '../support/patience'
import { disbursement, PUSH } from './requests'

const logger = createLogger({ level: 'silent', format: 'json' }, 'api')

let api: RunningApi
afterEach(() => api.stop())

function configOf(databaseUrl: string) {
  return loadApiConfig({
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: infrastructure().temporalAddress,
    TEMPORAL_TASK_QUEUE: uniqueName('nobody'),
    PORT: '0',
  })
}

it('is ready with all it needs, and finishes what is under way when it stops', async () => {
  const test = await createTestDatabase()
  const businessId = await createBusiness(test.database, { name: 'Test Lender' })
  const { key } = await createApiKey(test.database, businessId, 'test')
  api = await startApi(configOf(test.url), logger)
  expect(await readiness(api)).toEqual({
    status: 200,
    checks: { database: 'ok', temporal: 'ok', migrations: 'ok' },
  })

  const Prefer = `wait=${Math.ceil(patience(2_000) / 1_000)}`
  const waiting = fetch(`http://127.0.0.1:${api.port}${PUSH.disbursement}`, {
    method: 'POST',
    body: JSON.stringify(disbursement()),
    headers: { 'X-LMS-API-Key': key, 'Content-Type': 'application/json', Prefer },
  })
  while ((await test.database.prisma.loanEvent.count()) === 0) await sleep(10)
  const page = await (await fetch(`http://127.0.0.1:${api.port}/metrics`)).text()
  expect(page).toContain('loansaga_api_statements_total{name="stage_events"} 1\n')
  const stopped = api.stop()
  const answer = await waiting
  expect(answer.headers.get('connection')).toBe('close')
  expect(await answer.json()).toMatchObject({ success: true, push: { status: 'QUEUED' } })
  await stopped
  await expect(fetch(`http://127.0.0.1:${api.port}/healthz`)).rejects.toThrow('fetch failed')
  await test.close()
})

async function readiness({ port }: RunningApi) {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`)
  const { checks } = (await answer.json()) as { checks: object }
  return { status: answer.status, checks }
}

it('is not ready on a database without its migrations', async () => {
  api = await startApi(configOf(await createEmptyDatabase()), logger)
  expect(await readiness(api)).toEqual({
    status: 503,
    checks: { database: 'ok', temporal: 'ok', migrations: 'failed' },
  })
})

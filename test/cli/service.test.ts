import { createApiKey } from '../../src/identity/api-keys'
import { createBusiness } from '../../src/business/create-business'
import { freePort } from '../../src/platform/embedded/free-port'
import { disbursement, PUSH } from '../api/requests'
import { loansaga } from '../support/command'
import type { Command } from '../support/command'
import { eventually } from '../support/eventually'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { infrastructure } from '../support/infrastructure'

describe('A service that is asked to stop', () => {
  let test: TestDatabase
  let running: Command
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterEach(() => running.process.kill('SIGKILL'))
  afterAll(() => test.close())

  function start(name: 'api' | 'worker', env: NodeJS.ProcessEnv = {}): void {
    running = loansaga([name], {
      DATABASE_URL: test.url,
      TEMPORAL_ADDRESS: infrastructure().temporalAddress,
      TEMPORAL_TASK_QUEUE: uniqueName('nobody'),
      LOG_FORMAT: 'json',
      ...env,
    })
  }

  const says = (text: string) =>
    eventually(`the line "${text}"`, () => running.output().includes(text) || undefined)

  it('answers what it was asked before, as an API', async () => {
    const businessId = await createBusiness(test.database, { name: 'Test Lender' })
    const { key } = await createApiKey(test.database, businessId, 'test')
    const port = await freePort()
    start('api', { PORT: String(port) })
    await says('API listens')
    const waiting = fetch(`http://127.0.0.1:${port}${PUSH.disbursement}`, {
      method: 'POST',
      body: JSON.stringify(disbursement()),
      headers: { 'X-LMS-API-Key': key, 'Content-Type': 'application/json', Prefer: 'wait=3' },
    })
    await eventually('the event to be staged', async () =>
      (await test.database.prisma.loanEvent.count()) > 0 ? true : undefined,
    )
    running.process.kill('SIGTERM')
    expect(await (await waiting).json()).toMatchObject({
      success: true,
      push: { status: 'QUEUED' },
    })
    expect(await running.ended).toBe(0)
    expect(running.output()).toContain('"why":"SIGTERM"')
  })

  it('drains, as a worker', async () => {
    start('worker')
    await says('"state":"RUNNING"')
    running.process.kill('SIGTERM')
    expect(await running.ended).toBe(0)
    expect(running.output()).toContain('"state":"DRAINED"')
  })
})

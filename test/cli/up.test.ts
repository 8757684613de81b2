import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Credentials } from '../../src/cli/credentials'
import { keySealing } from '../../src/identity/key-sealing'
import { Database } from '../../src/platform/database'
import { identify } from '../../src/platform/embedded/process-identity'
import { FROM_PAGE } from '../api/console/console-under-test'
import { loansaga, readyAddress, succeed } from '../support/command'
import type { Command } from '../support/command'
import { eventually } from '../support/eventually'

interface Lock {
  pid: number
  children: Record<'postgres' | 'temporal' | 'api' | 'worker', { pid: number }>
}

describe('./loansaga up', () => {
  const parent = mkdtempSync(join(tmpdir(), 'loansaga-up-'))
  // Open to be entered: PostgreSQL may run as another user.
  chmodSync(parent, 0o755)
  const folder = join(parent, 'data')
  const lockFile = join(folder, 'up.lock')
  const up = () => loansaga(['up', '--port', '0', '--data-dir', folder])
  const lock = () => JSON.parse(readFileSync(lockFile, 'utf8')) as Lock
  const credentials = () =>
    JSON.parse(readFileSync(join(folder, 'credentials.json'), 'utf8')) as Credentials
  const childPids = () => Object.values(lock().children).map(({ pid }) => pid)
  const gone = (pids: number[]) =>
    eventually('the end of all processes', () => (pids.some(identify) ? undefined : true))
  let running: Command
  let url: string

  beforeAll(async () => {
    // It may have to build first.
    await succeed('--version')
    running = up()
    url = await readyAddress(running)
  })
  afterAll(async () => {
    running.process.kill('SIGTERM')
    await running.ended
    rmSync(parent, { recursive: true })
  })

  it('serves everything it says it serves', async () => {
    const { temporalUiUrl } = credentials()
    for (const address of [`${url}/readyz`, `${url}/docs`, `${url}/metrics`, temporalUiUrl]) {
      expect([address, (await fetch(address)).status]).toEqual([address, 200])
    }
    expect(running.output()).toContain(temporalUiUrl)
    expect(running.output()).not.toContain(credentials().apiKey)
  })

  it('leads whoever opens its link into the console, once', async () => {
    const [, token] = /^console http:\S+\/console\/#login=(\S+)$/m.exec(running.output()) ?? []
    const enter = () =>
      fetch(`${url}/console/api/session/link`, {
        method: 'POST',
        headers: { ...FROM_PAGE, 'Content-Type': 'application/json' },
        body: JSON.stringify({ token }),
      })
    const entered = await enter()
    expect([entered.status, await entered.json()]).toEqual([
      200,
      expect.objectContaining({
        user: expect.objectContaining({ email: 'admin' }),
        roles: ['accountant', 'admin'],
        temporalUiUrl: credentials().temporalUiUrl,
      }),
    ])
    expect((await enter()).status).toBe(401)
    const browser = await fetch(url, { headers: { Accept: 'text/html' }, redirect: 'manual' })
    expect([browser.status, browser.headers.get('location')]).toEqual([302, '/console/'])
    expect((await fetch(url)).status).toBe(404)
  })

  it('has made a business with credentials that only their owner can read', async () => {
    expect(statSync(join(folder, 'credentials.json')).mode & 0o777).toBe(0o600)
    expect(await succeed('business', 'list', '--data-dir', folder)).toContain(
      credentials().businessId,
    )
    expect(await ask(url, credentials().apiKey)).toBe(404)
    expect(await ask(url, 'lsk_wrong')).toBe(401)
  })

  it('keeps what it stores from other users', () => {
    const open = readdirSync(folder).filter((name) => isOpen(join(folder, name), 0o077))
    expect(open).toEqual([])
    // Root's PostgreSQL runs as somebody else, who gets through and sees nothing.
    expect(isOpen(folder, 0o066)).toBe(false)
  })

  it('signs tokens by a key that lies sealed in the database', async () => {
    expect(await tokenStatus(url, credentials())).toBe(200)
    await succeed('keys', 'rotate-signing', '--compromised', '--data-dir', folder)
    expect(await sealings(folder)).toEqual(['yes', 'yes'])
  })

  it('is told apart from a second one on the same data', async () => {
    const second = up()
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(new RegExp(`in use by process ${lock().pid} since `))
  })

  it('says when its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await eventually('a port', () => server.address() ?? undefined)
    const { port } = server.address() as AddressInfo
    const second = loansaga(['up', '--port', String(port), '--data-dir', `${folder}-other`])
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain(`Port ${port} is taken`)
    server.close()
  })

  it('takes keys that are made, rotated and revoked while it runs', async () => {
    const here = ['--data-dir', folder]
    await succeed('business', 'add', 'Acme', '--time-zone', 'Africa/Dar_es_Salaam', ...here)
    const made = keyIn(await succeed('keys', 'create', '--business', 'Acme', ...here))
    expect(await ask(url, made.key)).toBe(404)
    const next = keyIn(await succeed('keys', 'rotate', made.prefix, '--keep-old', '0', ...here))
    expect(await ask(url, next.key)).toBe(404)
    await succeed('keys', 'revoke', next.prefix, ...here)
    const list = await succeed('keys', 'list', '--business', 'Acme', ...here)
    expect(list).toContain(made.prefix)
    expect(list).not.toContain(made.key)
    await eventually('a refusal', async () =>
      (await ask(url, next.key)) === 401 ? true : undefined,
    )
  })

  it('starts again what dies', async () => {
    const before = lock().children
    for (const name of ['worker', 'api', 'temporal', 'postgres'] as const) {
      process.kill(before[name].pid, 'SIGKILL')
    }
    await eventually('new processes', () => {
      const now = lock().children
      const isNew = (name: keyof Lock['children']) => now[name].pid !== before[name].pid
      return (['worker', 'api', 'temporal', 'postgres'] as const).every(isNew) ? true : undefined
    })
    await eventually('readiness', async () => {
      const answer = await fetch(`${url}/readyz`).catch(() => undefined)
      return answer?.ok === true ? true : undefined
    })
    expect(await ask(url, credentials().apiKey)).toBe(404)
  })

  it('can be killed and started again, and has everything still', async () => {
    const before = credentials()
    const children = childPids()
    await asBeforeItWasClosed(folder, before)
    process.kill(lock().pid, 'SIGKILL')
    await running.ended
    running = up()
    url = await readyAddress(running)
    await gone(children)
    expect([isOpen(folder, 0o066), isOpen(join(folder, 'temporal.db'), 0o077)]).toEqual([
      false,
      false,
    ])
    expect(await sealings(folder)).toEqual(['yes', 'yes'])
    expect(await tokenStatus(url, credentials())).toBe(200)
    expect(credentials()).toMatchObject({ apiKey: before.apiKey, businessId: before.businessId })
    expect(await ask(url, before.apiKey)).toBe(404)
    expect(await succeed('business', 'list', '--data-dir', folder)).toContain('Acme')
  })

  it('stops everything on Ctrl-C', async () => {
    const children = childPids()
    running.process.kill('SIGINT')
    expect(await running.ended).toBe(0)
    await gone(children)
    expect(existsSync(lockFile)).toBe(false)
  })

  it('leaves nothing behind when it is ephemeral', async () => {
    const ephemeral = loansaga(['up', '--ephemeral', '--port', '0'], { TMPDIR: folder })
    await readyAddress(ephemeral)
    const made = await eventually(
      'the line with the credentials',
      () => /Credentials +(\S+)\/credentials\.json\n/.exec(ephemeral.output())?.[1],
    )
    expect(existsSync(made)).toBe(true)
    ephemeral.process.kill('SIGTERM')
    expect(await ephemeral.ended).toBe(0)
    expect(existsSync(made)).toBe(false)
  })
})

function isOpen(path: string, bits: number): boolean {
  return (statSync(path).mode & bits) !== 0
}

/** Whether each signing key is sealed, the oldest first. */
async function sealings(folder: string): Promise<(string | undefined)[]> {
  const [, ...rows] = (await succeed('keys', 'list-signing', '--data-dir', folder))
    .trim()
    .split('\n')
  return rows.map((row) => row.split(/ +/)[1])
}

/** The data directory as versions left it that closed and sealed nothing. */
async function asBeforeItWasClosed(folder: string, { databaseUrl }: Credentials): Promise<void> {
  chmodSync(folder, 0o755)
  chmodSync(join(folder, 'temporal.db'), 0o644)
  const sealing = keySealing(readFileSync(join(folder, 'signing-key.secret'), 'utf8').trim())
  const database = new Database({ connectionString: databaseUrl })
  for (const { kid, privateKey } of await database.prisma.signingKey.findMany()) {
    const data = { privateKey: sealing.open(kid, privateKey) }
    await database.prisma.signingKey.update({ where: { kid }, data })
  }
  await database.close()
}

/** Status of a request for a token, signed by the key that signs now. */
async function tokenStatus(url: string, { keyId, secret }: Credentials): Promise<number> {
  const answer = await fetch(`${url}/api/generate-token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ keyId, secret }),
  })
  return answer.status
}

/** Status of a request for a loan that is not there. */
async function ask(url: string, key: string): Promise<number> {
  const headers = { 'X-LMS-API-Key': key }
  return (await fetch(`${url}/lms-integration/loans/none`, { headers })).status
}

function keyIn(output: string): { key: string; prefix: string } {
  const [json = ''] = /\{[^}]*\}/.exec(output) ?? []
  return JSON.parse(json) as { key: string; prefix: string }
}

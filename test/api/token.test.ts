import { createHmac, createSign, generateKeyPairSync } from 'node:crypto'

import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'

import { createBusiness } from '../../src/business/create-business'
import { createKeyPair, revokeKeyPair, rotateKeyPair } from '../../src/identity/key-pairs'
import type { IssuedKeyPair } from '../../src/identity/key-pairs'
import { keySealing } from '../../src/identity/key-sealing'
import { rotateSigningKey } from '../../src/identity/signing-key-store'
import { callsOf } from '../support/count-calls'
import { eventually } from '../support/eventually'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'
import { headOf, sendRaw } from './raw'
import { patience } from '../support/patience'
import { startOpsUnderTest } from './ops-under-test'
import type { OpsUnderTest } from './ops-under-test'

const TOKEN = '/api/generate-token'

let test: TestDatabase
let api: OpsUnderTest
let businessId: string
let pair: IssuedKeyPair

beforeAll(async () => {
  test = await createTestDatabase()
  api = await startOpsUnderTest({ database: test.database })
  businessId = await createBusiness(test.database, { name: 'Token Lender' })
  pair = await createKeyPair(test.database, businessId, 'operators', ['lms:read', 'lms:operate'])
})
afterAll(async () => {
  await api.close()
  await test.close()
})

async function tokenOf(given: IssuedKeyPair = pair, of = api): Promise<string> {
  const { status, body } = await of.post(TOKEN, given)
  expect(status).toBe(200)
  return body.token as string
}

async function health(token: string, of = api) {
  return of.get('/ops/health', { Authorization: `Bearer ${token}` })
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

describe('POST /api/generate-token', () => {
  it('gives a token for a key id and its secret, as the contract has it', async () => {
    const asked = Date.now()
    const { status, headers, body } = await api.post(TOKEN, pair)
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(['token', 'expiresAt', 'businessId', 'environment', 'scopes'])
    expect(body).toMatchObject({
      businessId,
      environment: 'sandbox',
      scopes: ['lms:read', 'lms:operate'],
    })
    expect(Date.parse(body.expiresAt) - asked).toBeGreaterThan(3_599_000)
    expect(Date.parse(body.expiresAt) - Date.now()).toBeLessThanOrEqual(3_600_000)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(decodeProtectedHeader(body.token)).toMatchObject({ alg: 'RS256', typ: 'JWT' })
    expect(decodeJwt(body.token)).toMatchObject({ businessId, sub: pair.keyId })
  })

  it('gives one that anybody can verify by the published keys', async () => {
    const keys = createRemoteJWKSet(new URL(`${api.url}/.well-known/jwks.json`))
    const { payload } = await jwtVerify(await tokenOf(), keys, { audience: 'loansaga' })
    expect(payload['scope']).toBe('lms:read lms:operate')
  })

  it('publishes no private part of a key', async () => {
    const { body } = await api.get('/.well-known/jwks.json')
    expect(Object.keys(body.keys[0]).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
  })

  it('refuses a wrong secret and an unknown key id alike, and as slowly', async () => {
    const refusals = [
      { keyId: pair.keyId, secret: 'lss_wrong' },
      { keyId: '00000000-0000-4000-8000-000000000000', secret: pair.secret },
      { keyId: 'no key id at all', secret: pair.secret },
    ]
    const bodies: unknown[] = []
    for (const given of refusals) {
      const times: number[] = []
      for (let time = 0; time < 5; time += 1) {
        const started = performance.now()
        const { status, body } = await api.post(TOKEN, given)
        times.push(performance.now() - started)
        expect(status).toBe(401)
        bodies.push({ ...body, requestId: '' })
      }
      // The slow hash was worked out in any case.
      expect(Math.min(...times)).toBeGreaterThan(10)
    }
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1)
    expect(bodies[0]).toMatchObject({ code: 'INVALID_CREDENTIALS', status: 401 })
  })

  it('refuses a revoked pair; a rotated one is good while it is kept', async () => {
    const revoked = await createKeyPair(test.database, businessId, 'gone', ['lms:read'])
    await tokenOf(revoked)
    await revokeKeyPair(test.database, revoked.keyId)
    expect((await api.post(TOKEN, revoked)).status).toBe(401)

    const old = await createKeyPair(test.database, businessId, 'turning', ['lms:read'])
    const next = await rotateKeyPair(test.database, old.keyId, new Date(Date.now() + 60_000))
    await tokenOf(old)
    await tokenOf(next)
  })

  it.each([
    ['{', 400, 'MALFORMED_JSON'],
    ['[]', 400, 'VALIDATION_FAILED'],
    ['{}', 400, 'VALIDATION_FAILED'],
    [{ keyId: 1, secret: 'x' }, 400, 'VALIDATION_FAILED'],
    [{ keyId: 'x', secret: 'x'.repeat(256) }, 400, 'VALIDATION_FAILED'],
  ])('answers %j with problem details', async (given, status, code) => {
    const { body, ...answer } = await api.post(TOKEN, given)
    expect([answer.status, body.code]).toEqual([status, code])
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(body).toMatchObject({
      type: `/problems/${code.toLowerCase().replace('_', '-')}`,
      title: 'Bad Request',
      status,
      detail: expect.any(String),
      instance: TOKEN,
      requestId: answer.headers.get('x-request-id'),
    })
  })

  it('is no GET', async () => {
    const { status, headers, body } = await api.get(TOKEN)
    expect([status, headers.get('allow'), body.code]).toEqual([405, 'POST', 'METHOD_NOT_ALLOWED'])
  })

  it('never logs a secret or a token', async () => {
    const token = await tokenOf()
    await health(token)
    expect(api.log()).not.toContain(pair.secret)
    expect(api.log()).not.toContain(token.split('.')[2])
  })
})

describe('guessing', () => {
  it('is slowed down by key id and address, and says when to come again', async () => {
    const limits = { perKeyAndAddress: { burst: 3, intervalMs: 60_000 } }
    const strict = await startOpsUnderTest({ database: test.database, limits })
    const guess = { keyId: pair.keyId, secret: 'lss_guess' }
    const statuses: number[] = []
    for (let time = 0; time < 5; time += 1) {
      statuses.push((await strict.post(TOKEN, guess)).status)
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429])
    const { headers, body } = await strict.post(TOKEN, {
      ...guess,
      keyId: guess.keyId.toUpperCase(),
    })
    expect(body.code).toBe('TOO_MANY_ATTEMPTS')
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(50)
    // Another pair is not locked out.
    const other = await createKeyPair(test.database, businessId, 'other', ['lms:read'])
    await tokenOf(other, strict)
    await strict.close()
  })

  it('is slowed down by address, whatever the key id', async () => {
    const limits = { perAddress: { burst: 2, intervalMs: 60_000 } }
    const strict = await startOpsUnderTest({ database: test.database, limits })
    const statuses: number[] = []
    for (let time = 0; time < 3; time += 1) {
      statuses.push((await strict.post(TOKEN, { keyId: uniqueName('k'), secret: 's' })).status)
    }
    expect(statuses).toEqual([401, 401, 429])
    await strict.close()
  })

  it('is slowed down before the body is read', async () => {
    const limits = { perAddress: { burst: 1, intervalMs: 60_000 } }
    const strict = await startOpsUnderTest({ database: test.database, limits })
    await strict.post(TOKEN, { keyId: 'k', secret: 's' })
    const head = headOf('POST', TOKEN, ['Content-Type: application/json', 'Content-Length: 4000'])
    const answer = await sendRaw(strict.url, [head], (received) => received.includes('}'))
    expect(answer).toMatch(/^HTTP\/1.1 429 .*\r\nRetry-After: \d+\r\n/s)
    await strict.close()
  })

  it('reads no large body', async () => {
    const body = JSON.stringify({ keyId: 'k', more: Array.from({ length: 500_000 }, () => 1) })
    const read = async (path: string, text: string) => {
      const calls = await callsOf(() => api.post(path, text))
      return [...calls.keys()].some((called) => called.includes('lossless-reader.ts readLossless'))
    }
    expect(await read(TOKEN, body)).toBe(false)
    expect(await read(TOKEN, '{"keyId": "k"}')).toBe(true)
  })

  it('does not eat the process: what does not fit in is sent off at once', async () => {
    const crowd = Array.from({ length: 150 }, () =>
      api.post(TOKEN, { keyId: pair.keyId, secret: 'lss_guess' }),
    )
    const started = performance.now()
    const { status } = await api.get('/healthz')
    expect(status).toBe(200)
    expect(performance.now() - started).toBeLessThan(patience(3_000))
    const answers = await Promise.all(crowd)
    const busy = answers.filter((answer) => answer.status === 429)
    expect(busy.length).toBeGreaterThan(0)
    expect(busy[0]?.headers.get('retry-after')).toBe('1')
    expect(answers.every((answer) => [401, 429].includes(answer.status))).toBe(true)
    await tokenOf()
  })
})

describe('a token that is refused', () => {
  const refused = async (token: string, code = 'TOKEN_INVALID', of = api) => {
    const { status, headers, body } = await health(token, of)
    expect([status, body.code]).toEqual([401, code])
    expect(headers.get('content-type')).toContain('application/problem+json')
    expect(headers.get('www-authenticate')).toContain('error="invalid_token"')
  }
  /** A token whose parts are changed and which is signed by `sign`. */
  const forged = async (
    header: object,
    claims: object,
    sign: (text: string) => string,
  ): Promise<string> => {
    const token = await tokenOf()
    const head = encode({ ...decodeProtectedHeader(token), ...header })
    const text = `${head}.${encode({ ...decodeJwt(token), ...claims })}`
    return `${text}.${sign(text)}`
  }
  const signatureOf = async () => (await tokenOf()).split('.')[2] ?? ''

  it('is none', async () => {
    const { status, headers, body } = await api.get('/ops/health')
    expect([status, body.code]).toEqual([401, 'TOKEN_MISSING'])
    expect(headers.get('www-authenticate')).toBe('Bearer realm="loansaga"')
  })

  it('is no token', async () => {
    for (const token of ['', 'x', 'a.b.c', '..', 'x'.repeat(5_000)]) await refused(token)
    const basic = await api.get('/ops/health', { Authorization: 'Basic eDp5' })
    expect(basic.status).toBe(401)
  })

  it('has expired', async () => {
    const past = { now: () => new Date(Date.now() - 3_606_000) }
    const before = await startOpsUnderTest({ database: test.database, clock: past })
    await refused(await tokenOf(pair, before), 'TOKEN_EXPIRED')
    await before.close()
  })

  it('is not good yet', async () => {
    const future = { now: () => new Date(Date.now() + 60_000) }
    const ahead = await startOpsUnderTest({ database: test.database, clock: future })
    await refused(await tokenOf(pair, ahead))
    await ahead.close()
  })

  it('has other claims than those that were signed', async () => {
    const signature = await signatureOf()
    await refused(await forged({}, { scope: 'lms:read lms:write lms:operate' }, () => signature))
    await refused(await forged({}, {}, () => signature))
  })

  it('is signed by a key of somebody else, under our key’s id or its own', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const sign = (text: string) => createSign('sha256').update(text).sign(privateKey, 'base64url')
    await refused(await forged({}, {}, sign))
    await refused(await forged({ kid: 'mine' }, {}, sign))
    await refused(await forged({ kid: undefined }, {}, sign))
    const jwk = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({
      format: 'jwk',
    })
    await refused(await forged({ kid: undefined, jwk }, {}, sign))
  })

  it('is not signed at all', async () => {
    for (const alg of ['none', 'None', 'NONE', '']) {
      await refused(await forged({ alg }, {}, () => ''))
    }
  })

  it('is signed by HS256 with the published key as the secret', async () => {
    const { body } = await api.get('/.well-known/jwks.json')
    for (const secret of [JSON.stringify(body.keys[0]), body.keys[0].n as string]) {
      const sign = (text: string) => createHmac('sha256', secret).update(text).digest('base64url')
      await refused(await forged({ alg: 'HS256' }, {}, sign))
    }
  })

  it('is signed by another algorithm with our own key', async () => {
    const [row] = await test.database.query<{ kid: string; private_key: string }>(
      'test_private_key',
      'SELECT kid, private_key FROM signing_key ORDER BY signs_from DESC LIMIT 1',
    )
    const sign = (digest: string) => (text: string) =>
      createSign(digest).update(text).sign(row!.private_key, 'base64url')
    await refused(await forged({ alg: 'RS512', kid: row!.kid }, {}, sign('sha512')))
    // The same forgery with the right algorithm goes through: it is the algorithm that was refused.
    const token = await forged({ alg: 'RS256', kid: row!.kid }, {}, sign('sha256'))
    expect((await health(token)).status).toBe(200)
    // And so each claim is judged by itself.
    const good = (claims: object) => forged({ kid: row!.kid }, claims, sign('sha256'))
    await refused(await good({ aud: 'other' }))
    await refused(await good({ iss: 'loansaga/production' }))
    await refused(await good({ environment: 'production' }))
    await refused(await good({ businessId: '00000000-0000-4000-8000-000000000000' }))
    await refused(await good({ sub: '00000000-0000-4000-8000-000000000000' }))
    await refused(await good({ exp: undefined }))
    await refused(await good({ nbf: undefined }))
    await refused(await forged({ typ: 'at+jwt', kid: row!.kid }, {}, sign('sha256')))
  })

  it('names another business than its pair has', async () => {
    const other = await createBusiness(test.database, { name: uniqueName('other') })
    const [row] = await test.database.query<{ private_key: string }>(
      'test_private_key_2',
      'SELECT private_key FROM signing_key ORDER BY signs_from DESC LIMIT 1',
    )
    const sign = (text: string) =>
      createSign('sha256').update(text).sign(row!.private_key, 'base64url')
    await refused(await forged({}, { businessId: other }, sign))
  })

  it('was made in the other environment', async () => {
    const identity = { environment: 'production' } as const
    const production = await startOpsUnderTest({ database: test.database, identity })
    await refused(await tokenOf(pair, production))
    await production.close()
  })

  it('belongs to a pair that was revoked since: seconds later it is dead', async () => {
    const gone = await createKeyPair(test.database, businessId, 'gone', ['lms:read'])
    let now = Date.now()
    const clock = { now: () => new Date(now) }
    const ticking = await startOpsUnderTest({ database: test.database, clock })
    const token = await tokenOf(gone, ticking)
    expect((await health(token, ticking)).status).toBe(200)
    await revokeKeyPair(test.database, gone.keyId)
    now = Date.now() + 5_000
    await refused(token, 'TOKEN_INVALID', ticking)
    await ticking.close()
  })

  it('lacks the scope', async () => {
    const reader = await createKeyPair(test.database, businessId, 'reader', ['lms:read'])
    const writer = await createKeyPair(test.database, businessId, 'writer', ['lms:write'])
    const event = '/ops/events/0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11/retry'
    const asReader = { Authorization: `Bearer ${await tokenOf(reader)}` }
    const operating = await api.post(event, { reason: 'because' }, asReader)
    expect([operating.status, operating.body.code]).toEqual([403, 'INSUFFICIENT_SCOPE'])
    expect(operating.headers.get('www-authenticate')).toContain('scope="lms:operate"')
    expect((await api.get('/ops/health', asReader)).status).toBe(200)
    expect((await health(await tokenOf(writer))).body).toMatchObject({
      code: 'INSUFFICIENT_SCOPE',
      requiredScope: 'lms:read',
    })
  })
})

describe('the signing key', () => {
  const rotate = (kind: 'PLANNED' | 'COMPROMISED', secret?: string) =>
    rotateSigningKey(test.database, keySealing(secret), kind)
  const published = async (of: OpsUnderTest): Promise<string[]> => {
    const { body } = await of.get('/.well-known/jwks.json')
    return body.keys.map(({ kid }: { kid: string }) => kid)
  }

  it('is made once, however many processes begin at once', async () => {
    const fresh = await createTestDatabase()
    const lender = await createBusiness(fresh.database, { name: 'Fresh Lender' })
    const first = await createKeyPair(fresh.database, lender, 'first', ['lms:read'])
    const processes = await Promise.all(
      Array.from({ length: 4 }, () => startOpsUnderTest({ database: fresh.database })),
    )
    const tokens = await Promise.all(processes.map((process) => tokenOf(first, process)))
    expect(await fresh.database.prisma.signingKey.count()).toBe(1)
    for (const process of processes) {
      for (const token of tokens) expect((await health(token, process)).status).toBe(200)
    }
    await Promise.all(processes.map((process) => process.close()))
    await fresh.close()
  })

  it('is published before it signs, and the one before it stays', async () => {
    const before = await tokenOf()
    const kid = await rotate('PLANNED')
    const next = await startOpsUnderTest({ database: test.database })
    const kids = await published(next)
    expect(kids[0]).toBe(kid)
    expect(kids).toContain(decodeProtectedHeader(before).kid)
    expect(decodeProtectedHeader(await tokenOf(pair, next)).kid).not.toBe(kid)
    await next.close()
  })

  it('rotates under load: nobody is refused, tokens from before and after are both good', async () => {
    const processes = await Promise.all(
      [1, 2].map(() => startOpsUnderTest({ database: test.database })),
    )
    const kids = new Set<string>()
    const tokens: string[] = []
    let running = true
    const load = processes.map(async (process, place) => {
      for (let turn = 0; running; turn += 1) {
        const token = await tokenOf(pair, process)
        kids.add(decodeProtectedHeader(token).kid ?? '')
        tokens.push(token)
        const other = processes[1 - place]
        for (const old of [token, tokens[0] ?? '']) {
          expect((await health(old, turn % 2 === 0 ? other : process)).status).toBe(200)
        }
      }
    })
    await eventually('tokens by the key before', () => tokens.length >= 2 || undefined)
    const next = await rotate('PLANNED')
    for (const process of processes) {
      await eventually('the next key to be published', async () =>
        (await published(process)).includes(next) ? true : undefined,
      )
    }
    // Its time comes: two minutes pass for the database.
    await test.database.query(
      'test_time',
      'UPDATE signing_key SET signs_from = now() WHERE kid = $1',
      [next],
    )
    await eventually('a token by the next key', () => kids.has(next) || undefined)
    running = false
    await Promise.all(load)
    expect(kids.size).toBe(2)
    expect((await health(tokens[0] ?? '')).status).toBe(200)
    await Promise.all(processes.map((process) => process.close()))
  })

  it('is gone from the keys when its last token has expired, and then from the database', async () => {
    await rotate('PLANNED')
    await test.database.query(
      'test_retire',
      `UPDATE signing_key SET retired_at = now() - interval '1 second' WHERE retired_at IS NOT NULL`,
    )
    const late = await startOpsUnderTest({ database: test.database })
    expect(await published(late)).toHaveLength(1)
    await late.close()
    await rotate('PLANNED')
    expect(await test.database.prisma.signingKey.count()).toBe(2)
  })

  it('that is compromised signs nothing more, and nothing it signed is good', async () => {
    let now = Date.now()
    const clock = { now: () => new Date(now) }
    const ticking = await startOpsUnderTest({ database: test.database, clock })
    await rotate('COMPROMISED')
    now += 5_000
    const token = await tokenOf(pair, ticking)
    await rotate('COMPROMISED')
    now += 5_000
    expect((await health(token, ticking)).status).toBe(401)
    expect((await health(await tokenOf(pair, ticking), ticking)).status).toBe(200)
    await ticking.close()
  })

  it('lies sealed where there is a secret, and is no use without it', async () => {
    const signingKeySecret = 'a secret of at least thirty-two characters'
    const identity = { signingKeySecret }
    const sealed = await startOpsUnderTest({ database: test.database, identity })
    const kid = await rotate('COMPROMISED', signingKeySecret)
    expect(decodeProtectedHeader(await tokenOf(pair, sealed)).kid).toBe(kid)
    const row = await test.database.prisma.signingKey.findUniqueOrThrow({ where: { kid } })
    expect(row.privateKey).toMatch(/^sealed\$/)

    const other = { signingKeySecret: 'another secret of more than thirty-two' }
    for (const wrong of [{}, other]) {
      const unable = await startOpsUnderTest({ database: test.database, identity: wrong })
      expect((await unable.post(TOKEN, pair)).status).toBe(500)
      expect((await health(await tokenOf(pair, sealed), unable)).status).toBe(200)
      await unable.close()
    }
    await sealed.close()
    await rotate('COMPROMISED')
  })
})

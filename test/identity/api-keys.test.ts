import { ApiKeyVerifier } from '../../src/identity/api-key-verifier'
import { createApiKey, listApiKeys, revokeApiKey, rotateApiKey } from '../../src/identity/api-keys'
import { createBusiness } from '../../src/business/create-business'
import { fixedClock } from '../../src/platform/clock'
import { createTestDatabase, uniqueName } from '../support/harness'
import type { TestDatabase } from '../support/harness'

const HOUR = 3_600_000

describe('API keys', () => {
  let test: TestDatabase
  let businessId: string
  const clock = fixedClock(new Date())
  const verifier = () => new ApiKeyVerifier(test.database, clock)

  beforeAll(async () => {
    test = await createTestDatabase()
  })
  beforeEach(async () => {
    clock.set(new Date())
    businessId = await createBusiness(test.database, { name: uniqueName('business') })
  })
  afterAll(() => test.close())

  it('tell whose they are', async () => {
    const { key, prefix } = await createApiKey(test.database, businessId, 'first')
    expect(key).toMatch(/^lsk_[a-z0-9]{10}_[A-Za-z0-9_-]{43}$/)
    expect(await verifier().verify(key)).toEqual({
      business: expect.objectContaining({ id: businessId, currency: 'TZS', exponent: 2 }),
      keyPrefix: prefix,
    })
  })

  it('are kept as a hash only', async () => {
    const { key, prefix } = await createApiKey(test.database, businessId, 'hashed')
    const row = await test.database.prisma.apiKey.findUniqueOrThrow({ where: { prefix } })
    expect(Buffer.from(row.hash)).toHaveLength(32)
    expect(JSON.stringify(row)).not.toContain(key.slice(-43))
  })

  it('open nothing when they are wrong in any way', async () => {
    const { key } = await createApiKey(test.database, businessId, 'right')
    const last = key.endsWith('A') ? 'B' : 'A'
    const wrong = [
      ...['', 'lsk_', key.slice(0, -1), `${key}x`, ` ${key}`, key.toUpperCase()],
      ...[key.slice(0, -1) + last, key.replace('lsk_', 'lss_'), "lsk_' OR 1=1"],
    ]
    for (const text of wrong) expect(await verifier().verify(text)).toBeNull()
  })

  it('are read from the database once in 5 seconds', async () => {
    const { key } = await createApiKey(test.database, businessId, 'cached')
    const remembering = verifier()
    const reads = () => test.database.statementCounts()['api_key'] ?? 0
    const before = reads()
    await Promise.all(Array.from({ length: 50 }, () => remembering.verify(key)))
    clock.advance(4_999)
    await remembering.verify(key)
    expect(reads() - before).toBe(1)
    clock.advance(1)
    await remembering.verify(key)
    expect(reads() - before).toBe(2)
  })

  it('are known as soon as they are made, though they were asked for before', async () => {
    const remembering = verifier()
    const { key } = await createApiKey(test.database, businessId, 'early')
    await test.database.prisma.apiKey.updateMany({
      data: { prefix: 'notyetnow0' },
      where: { prefix: key.slice(4, 14) },
    })
    expect(await remembering.verify(key)).toBeNull()
    await test.database.prisma.apiKey.updateMany({
      data: { prefix: key.slice(4, 14) },
      where: { prefix: 'notyetnow0' },
    })
    expect(await remembering.verify(key)).not.toBeNull()
  })

  it('are of no use 5 seconds after they were revoked', async () => {
    const { key, prefix } = await createApiKey(test.database, businessId, 'revoked')
    const remembering = verifier()
    await remembering.verify(key)
    await revokeApiKey(test.database, prefix)
    clock.set(new Date(Date.now() + 5_000))
    expect(await remembering.verify(key)).toBeNull()
    await expect(revokeApiKey(test.database, prefix)).rejects.toThrow('no API key')
  })

  it('are good for a while after they were rotated', async () => {
    const { key, prefix } = await createApiKey(test.database, businessId, 'rotated')
    const next = await rotateApiKey(test.database, prefix, new Date(Date.now() + HOUR))
    const remembering = verifier()
    expect(await remembering.verify(key)).not.toBeNull()
    expect(await remembering.verify(next.key)).not.toBeNull()
    clock.advance(2 * HOUR)
    expect(await remembering.verify(key)).toBeNull()
    expect(await remembering.verify(next.key)).not.toBeNull()
    expect(await listApiKeys(test.database, businessId)).toMatchObject([
      { name: 'rotated', prefix, revokedAt: expect.any(Date) },
      { name: 'rotated', prefix: next.prefix, revokedAt: null },
    ])
    await expect(rotateApiKey(test.database, prefix, new Date())).rejects.toThrow('no API key')
  })
})

import { createBusiness } from '../../src/business/create-business'
import {
  createKeyPair,
  listKeyPairs,
  revokeKeyPair,
  rotateKeyPair,
} from '../../src/identity/key-pairs'
import { verifySecret } from '../../src/identity/secret-hash'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'

describe('key pairs', () => {
  let test: TestDatabase
  let businessId: string
  beforeAll(async () => {
    test = await createTestDatabase()
    businessId = await createBusiness(test.database, { name: 'partner' })
  })
  afterAll(() => test.close())

  const hashOf = async (keyId: string) => {
    const row = await test.database.prisma.keyPair.findUniqueOrThrow({ where: { keyId } })
    return row.secretHash
  }

  it('keep a slow hash that only the secret fits', async () => {
    const { keyId, secret } = await createKeyPair(test.database, businessId, 'a', ['lms:read'])
    const hash = await hashOf(keyId)
    expect(hash).not.toContain(secret)
    expect(await verifySecret(secret, hash)).toBe(true)
    expect(await verifySecret(`${secret}x`, hash)).toBe(false)
    expect(await verifySecret(secret, 'plain')).toBe(false)
  })

  it('are rotated with their scopes, and revoked', async () => {
    const old = await createKeyPair(test.database, businessId, 'b', ['lms:read', 'lms:write'])
    const next = await rotateKeyPair(test.database, old.keyId, new Date(Date.now() + 1_000))
    expect(await verifySecret(next.secret, await hashOf(next.keyId))).toBe(true)
    const pairs = await listKeyPairs(test.database, businessId)
    expect(pairs.filter(({ name }) => name === 'b')).toMatchObject([
      { keyId: old.keyId, scopes: ['lms:read', 'lms:write'], revokedAt: expect.any(Date) },
      { keyId: next.keyId, scopes: ['lms:read', 'lms:write'], revokedAt: null },
    ])
    await revokeKeyPair(test.database, next.keyId)
    await expect(revokeKeyPair(test.database, next.keyId)).rejects.toThrow('no key pair')
  })
})

import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'

describe('Database', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(() => test.close())

  it('gives bigint as BigInt and date as text', async () => {
    const rows = await test.database.query(
      'types',
      `SELECT 9007199254740993::bigint AS amount, DATE '2026-02-28' AS day,
              ARRAY[1, 2]::bigint[] AS amounts, ARRAY[DATE '2026-02-28'] AS days`,
    )
    expect(rows).toEqual([
      { amount: 9007199254740993n, day: '2026-02-28', amounts: [1n, 2n], days: ['2026-02-28'] },
    ])
  })
})

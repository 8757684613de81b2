import { businessColumns, businessOf } from '../../src/business/business'
import type { BusinessRow } from '../../src/business/business'
import { createBusiness } from '../../src/business/create-business'
import { STANDARD_CHART } from '../../src/domain/books/chart'
import { createTestDatabase } from '../support/harness'
import type { TestDatabase } from '../support/harness'

describe('a new business', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await createTestDatabase()
  })
  afterAll(() => test.close())

  const read = async (id: string) => {
    const sql = `SELECT ${businessColumns} FROM business b WHERE b.id = $1`
    const [row] = await test.database.query<BusinessRow>('read_business', sql, [id])
    return businessOf(row!)
  }

  it('has TZS, UTC, 18 % VAT and the standard chart of accounts', async () => {
    const id = await createBusiness(test.database, { name: 'plain' })
    expect(await read(id)).toEqual({
      id,
      currency: 'TZS',
      exponent: 2,
      timeZone: 'UTC',
      vatRates: [{ validFrom: '1900-01-01', rate: '0.18' }],
      closedThrough: null,
      accounts: {},
    })
    const accounts = await test.database.prisma.account.findMany({
      where: { businessId: id },
      orderBy: { code: 'asc' },
      select: { code: true, name: true, type: true },
    })
    expect(accounts).toEqual(STANDARD_CHART)
  })

  it('has the accounts it names for itself beside the standard ones', async () => {
    const id = await createBusiness(test.database, {
      name: 'mapped',
      currency: 'JPY',
      timeZone: 'Asia/Tokyo',
      vatRate: '0.1',
      accountMapping: { glAsset: '1190-A', glFee: '4900' },
    })
    expect(await read(id)).toMatchObject({
      exponent: 0,
      timeZone: 'Asia/Tokyo',
      vatRates: [{ rate: '0.1' }],
      accounts: { '1101': '1190-A', '4102': '4900' },
    })
    const own = await test.database.prisma.account.findMany({
      where: { businessId: id, code: { in: ['1190-A', '4900'] } },
      orderBy: { code: 'asc' },
    })
    expect(own).toMatchObject([
      { code: '1190-A', name: 'Loans outstanding', type: 'ASSET' },
      { code: '4900', name: 'Admin fee income', type: 'INCOME' },
    ])
  })

  it('is refused with all that is wrong at once', async () => {
    const given = {
      name: '',
      currency: 'XXX',
      timeZone: 'Mars/Olympus',
      vatRate: '18',
      accountMapping: { glAsset: '2101', glIncome: 'A', glFee: 'A' },
    }
    await expect(createBusiness(test.database, given)).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [
        { field: 'name' },
        { field: 'currency' },
        { field: 'timeZone' },
        { field: 'vatRate' },
        { field: 'accountMapping.glAsset' },
        { field: 'accountMapping.glIncome' },
        { field: 'accountMapping.glFee' },
      ],
    })
  })

  it('is refused when there is one of its name', async () => {
    await createBusiness(test.database, { name: 'twin' })
    await expect(createBusiness(test.database, { name: 'twin' })).rejects.toMatchObject({
      code: 'BUSINESS_EXISTS',
    })
  })
})

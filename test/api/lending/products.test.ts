import type { Sent } from '../api-under-test'
import { startV1 } from '../v1/v1-under-test'
import type { V1UnderTest } from '../v1/v1-under-test'

const PRODUCTS = '/api/v1/lms/lending/products'

/** The contract's. */
const BASIC = {
  code: 'LOAN_BASIC',
  name: 'Basic Loan',
  currency: 'TZS',
  config: { minPrincipal: 100000, maxPrincipal: 10000000, tenorMonths: 12 },
  accountingMapping: { glAsset: '1101', glIncome: '4101' },
}

let door: V1UnderTest
let token: { Authorization: string }
let made = 0
beforeAll(async () => {
  door = await startV1()
  token = await door.tokenOf(door.api.businessId)
})
afterAll(() => door.close())

const newCode = () => `P-${(made += 1)}`
const create = (given: object = {}) => door.post(PRODUCTS, { ...BASIC, code: newCode(), ...given })
const of = ({ body }: Sent) => `${PRODUCTS}/${body.productCode as string}`
const edit = Object.fromEntries(Object.entries(BASIC).filter(([name]) => name !== 'code'))
const withMatch = (etag: string) => ({ 'If-Match': etag })

function fieldsOf({ status, body }: Sent): unknown {
  const errors = body.errors as { pointer: string; detail: string }[]
  return [status, body.code, errors.map(({ pointer, detail }) => `${pointer} ${detail}`)]
}

describe('a product', () => {
  it('is a draft first, as the contract has it', async () => {
    const { status, body } = await door.post(PRODUCTS, BASIC)
    expect(status).toBe(201)
    expect(body).toEqual({
      ...{ productCode: 'LOAN_BASIC', type: 'loan', name: 'Basic Loan', currency: 'TZS' },
      ...{ config: BASIC.config, accountingMapping: BASIC.accountingMapping },
      ...{ status: 'draft', version: 1, createdAt: body.createdAt, updatedAt: body.updatedAt },
    })
    expect(Object.keys(body)).toEqual([
      ...['productCode', 'type', 'name', 'currency', 'config', 'accountingMapping'],
      ...['status', 'version', 'createdAt', 'updatedAt'],
    ])
    expect((await door.get(`${PRODUCTS}/LOAN_BASIC`)).body).toEqual(body)
    const { body: all } = await door.get(PRODUCTS)
    const codes = (all as unknown as { productCode: string }[]).map(
      ({ productCode }) => productCode,
    )
    expect(codes).toEqual(['LOAN_BASIC', 'STANDARD'])
  })

  it('is published as its next version, and stays in use while it is drafted anew', async () => {
    const product = await create()
    const published = await door.post(`${of(product)}/publish`, undefined)
    expect(published).toMatchObject({ status: 200, body: { status: 'published', version: 2 } })
    expect(published.body.createdAt).toBe(product.body.createdAt)
    const drafted = await door.put(of(product), {
      ...edit,
      name: 'Better',
      accountingMapping: null,
    })
    expect(drafted.body).toMatchObject({ status: 'draft', version: 3, name: 'Better' })
    expect(drafted.body.accountingMapping).toBeNull()
    expect((await door.get(of(product))).body).toEqual(published.body)
    expect((await door.get(`${of(product)}?version=draft`)).body).toEqual(drafted.body)
    expect((await door.get(`${of(product)}?version=1`)).body).toEqual(product.body)
    expect((await door.get(`${of(product)}?version=4`)).status).toBe(404)
    expect((await door.put(of(product), edit)).body).toMatchObject({ version: 4, status: 'draft' })
    await door.post(`${of(product)}/publish`, undefined)
    expect(await door.post(`${of(product)}/publish`, undefined)).toMatchObject({
      status: 409,
      body: {
        ...{ code: 'PRODUCT_PUBLISHED', currentState: 'published', allowedStates: ['draft'] },
      },
    })
  })

  it('is edited by whoever has seen it as it stands', async () => {
    const product = await create()
    const { headers } = await door.api.get(of(product), token)
    expect(headers.get('etag')).toBe('"1"')
    const first = await door.put(of(product), edit, withMatch('"1"'))
    expect(first).toMatchObject({ status: 200, body: { version: 2 } })
    for (const stale of ['"1"', 'W/"2"', '"x"']) {
      expect(await door.put(of(product), edit, withMatch(stale))).toMatchObject({
        status: 412,
        body: { code: 'PRECONDITION_FAILED' },
      })
    }
    expect(await door.post(`${of(product)}/publish`, undefined, withMatch('"2"'))).toMatchObject({
      status: 200,
      body: { version: 3 },
    })
  })

  it('is made once under one key, and by one of many who make it', async () => {
    const key = { 'Idempotency-Key': 'product-1' }
    const given = { ...BASIC, code: newCode() }
    const [first, again] = [
      await door.post(PRODUCTS, given, key),
      await door.post(PRODUCTS, given, key),
    ]
    expect(again).toMatchObject({ status: 201, body: first.body })
    expect(await door.post(PRODUCTS, { ...given, name: 'Other' }, key)).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_REUSED' },
    })
    const code = newCode()
    const many = await Promise.all(
      Array.from({ length: 8 }, () => door.post(PRODUCTS, { ...BASIC, code })),
    )
    expect(many.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(409)])
    const refused = many.find(({ status }) => status === 409)
    expect(refused?.body.code).toBe('PRODUCT_EXISTS')
  })

  it('books only under accounts that there are, of the right type', async () => {
    for (const [mapping, code] of [
      [{ glFee: '9999' }, 'ACCOUNT_UNKNOWN'],
      [{ glAsset: '4101' }, 'ACCOUNT_TYPE'],
      [{ glIncome: '1101' }, 'ACCOUNT_TYPE'],
    ] as const) {
      const product = await create({ accountingMapping: mapping })
      expect(await door.post(`${of(product)}/publish`, undefined)).toMatchObject({
        status: 422,
        body: { code },
      })
      expect((await door.get(of(product))).body).toMatchObject({ status: 'draft', version: 1 })
    }
  })

  it('is in the currency of its business', async () => {
    expect(await create({ currency: 'KES' })).toMatchObject({
      status: 422,
      body: { code: 'CURRENCY_MISMATCH' },
    })
  })

  it('is of one business', async () => {
    const product = await create()
    const { businessId } = await door.api.business()
    const stranger = await door.tokenOf(businessId)
    expect((await door.api.get(of(product), stranger)).status).toBe(404)
    expect((await door.api.put(of(product), edit, stranger)).status).toBe(404)
    expect((await door.api.post(`${of(product)}/publish`, {}, stranger)).status).toBe(404)
    const own = { ...BASIC, code: product.body.productCode, name: 'Theirs' }
    expect((await door.api.post(PRODUCTS, own, stranger)).status).toBe(201)
    expect((await door.get(of(product))).body.name).toBe('Basic Loan')
  })
})

describe('what is wrong with a product', () => {
  it.each([
    [{ config: {} }, '#/config/tenorMonths Must be given, or numberOfRepayments.'],
    [{ config: { tenorMonths: 601 } }, '#/config/tenorMonths Must be from 1 to 600.'],
    [{ config: { tenorMonths: 1.5 } }, '#/config/tenorMonths Must be a whole number.'],
    [{ config: { tenorMonths: '12' } }, '#/config/tenorMonths Must be a whole number.'],
    [{ config: { tenorMonths: 12, colour: 1 } }, '#/config/colour Is not known here.'],
    [
      { config: { tenorMonths: 12, minPrincipal: 2, maxPrincipal: 1 } },
      '#/config/maxPrincipal Must not be less than minPrincipal.',
    ],
    [
      { config: { tenorMonths: 12, maxPrincipal: 1e15 } },
      '#/config/maxPrincipal Must be from 1 to 100000000000000.',
    ],
    [
      { config: { tenorMonths: 12, interestRatePerPeriod: -1 } },
      '#/config/interestRatePerPeriod Must be a number of at most 6 decimals, not below zero.',
    ],
    [
      { config: { tenorMonths: 12, interestType: 7 } },
      '#/config/interestType Must be one of 0, 1.',
    ],
    [
      { config: { tenorMonths: 12, fees: [{ name: 'F', chargeTimeType: 1 }] } },
      '#/config/fees/0/amountMinor Either this or percent must be given.',
    ],
    [{ accountingMapping: { glCash: '1001' } }, '#/accountingMapping/glCash Is not known here.'],
    [{ name: ' ' }, '#/name Must not be blank.'],
    [{ colour: 'red' }, '#/colour Is not known here.'],
  ])('%j', async (given, error) => {
    expect(fieldsOf(await create(given))).toEqual([400, 'VALIDATION_FAILED', [error]])
  })

  it('is told of all fields at once, and of terms that make no schedule', async () => {
    const { body } = await create({ config: { tenorMonths: 3, graceOnPrincipalPayment: 3 } })
    expect(body.errors).toMatchObject([{ pointer: '#/config/graceOnPrincipalPayment' }])
  })
})

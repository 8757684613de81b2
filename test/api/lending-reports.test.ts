import { parse } from 'csv-parse/sync'

import { createKeyPair } from '../../src/identity/key-pairs'
import type { Scope } from '../../src/identity/key-pairs'
import { REPORTS } from '../../src/reports/catalogue'
import { readPdf } from '../support/read-pdf'
import { WorkedExample } from '../support/worked-example'
import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'

const TOO_LONG = 'Must have at most 255 characters and no control characters.'
const PERIOD = 'fromDate=2025-01-01&toDate=2025-03-15'

/** What a report needs beside the period. */
const needed = (name: string) => (name === 'ledger' ? '&glAccountId=1101' : '')

describe('The reports of /api/v1/lms', () => {
  let api: ApiUnderTest
  let reader: Record<string, string>
  beforeAll(async () => {
    api = await startApiUnderTest()
    const { businessId } = await WorkedExample.on(api)
    reader = await bearer(businessId, ['lms:read'])
  })
  afterAll(() => api.close())

  async function bearer(businessId: string, scopes: Scope[]) {
    const pair = await createKeyPair(api.database, businessId, 'test', scopes)
    const { body } = await api.post('/api/generate-token', pair)
    return { Authorization: `Bearer ${body.token}` }
  }

  const get = (path: string) => api.get(`/api/v1/lms/reports/${path}`, reader)
  const fieldsOf = async (path: string) => {
    const { status, body } = await get(path)
    return [status, body.code, ...(body.fields ?? [])]
  }

  it.each(REPORTS)('answers $path as the document has it, in each form', async ({ path, name }) => {
    const address = `${path}?${PERIOD}${needed(name)}`
    const json = await get(address)
    expect([json.status, json.headers.get('content-type')]).toEqual([
      200,
      'application/json; charset=utf-8',
    ])

    const csv = await get(`${address}&format=csv`)
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(csv.headers.get('content-disposition')).toBe(
      `attachment; filename="${name}-2025-01-01-2025-03-15.csv"`,
    )
    expect(parse(csv.body).length).toBeGreaterThan(1)

    const pdf = await fetch(`${api.url}/api/v1/lms/reports/${address}&format=pdf`, {
      headers: reader,
    })
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const [page] = readPdf(Buffer.from(await pdf.arrayBuffer()))
    expect(page?.flat()).toContain('Amounts in TZS')
  })

  it('has what was worked out by hand', async () => {
    expect((await get(`portfolio-summary?${PERIOD}`)).body.totals).toEqual({
      ...{ numLoans: 4, principalOutstandingMinor: 2_100_000, arrearsMinor: 1_322_000 },
      par30: 0.1905,
    })
    expect(
      (await get(`portfolio/performance?${PERIOD}&groupBy=currency`)).body.metrics,
    ).toMatchObject([{ key: 'TZS', newLoans: 4, disbursedMinor: 3_300_000 }])
  })

  it('refuses dates that are none, and periods that end before they begin', async () => {
    expect(await fieldsOf('revenue?fromDate=2025-02-30')).toEqual([
      ...[400, 'VALIDATION_FAILED'],
      { field: 'fromDate', message: 'Must be a date that exists: yyyy-MM-dd.' },
      { field: 'toDate', message: 'Must be a date: yyyy-MM-dd.' },
    ])
    expect(await fieldsOf('revenue?fromDate=2025-02-02&toDate=2025-02-01')).toEqual([
      ...[400, 'VALIDATION_FAILED'],
      { field: 'fromDate', message: 'Must not be after toDate.' },
    ])
    expect(await fieldsOf(`revenue?${PERIOD}&fromDate=2025-01-02`)).toContainEqual({
      field: 'fromDate',
      message: 'Must be a date: yyyy-MM-dd.',
    })
    expect(
      await fieldsOf('portfolio-summary?fromDate=2023-01-01&toDate=2025-03-15&frequency=daily'),
    ).toContainEqual({
      field: 'frequency',
      message: 'Makes more than 400 points of this period.',
    })
  })

  it.each([
    ['collections', 'frequency=monthly'],
    ['revenue', 'groupBy=product'],
    ['npl', 'bucket=1-30'],
    ['trial-balance', 'glAccountId=1101'],
    ['portfolio-summary', 'revenueType=fees'],
    ['disbursements', 'officer=7'],
  ])('refuses of %s what is another report’s, or nobody’s: %s', async (path, query) => {
    const [name] = query.split('=')
    expect(await fieldsOf(`${path}?${PERIOD}&${query}`)).toEqual([
      ...[400, 'VALIDATION_FAILED'],
      { field: name, message: 'Is not known here.' },
    ])
  })

  it.each([
    [
      'portfolio/performance',
      'groupBy=officer',
      'Must be one of product, currency, month, customer.',
    ],
    ['delinquency', 'bucket=30-60', 'Must be one of 1-30, 31-60, 61-90, 90+.'],
    ['npl', 'daysOverdue=0', 'Must be a whole number from 1 to 36500.'],
    ['ledger', 'glAccountId=9999', 'Must be an account of the chart.'],
    ['trial-balance', 'format=xlsx', 'Must be one of json, csv, pdf.'],
    [
      'trial-balance',
      'recordedUpTo=yesterday',
      'Must be a time with its zone: 2025-02-01T08:00:00Z.',
    ],
  ])('refuses of %s a value that it does not know: %s', async (path, query, message) => {
    const [field] = query.split('=')
    expect(await fieldsOf(`${path}?${PERIOD}&${query.replace('+', '%2B')}`)).toEqual([
      ...[400, 'VALIDATION_FAILED'],
      { field, message },
    ])
  })

  it.each([
    [
      'revenue',
      'fromDate=1969-12-31&toDate=2025-01-01',
      'fromDate',
      'Must not be before 1970-01-01.',
    ],
    [
      'revenue',
      'fromDate=2025-01-01&toDate=10000-01-01',
      'toDate',
      'Must be a date that exists: yyyy-MM-dd.',
    ],
    [
      'revenue',
      'fromDate=&toDate=2025-01-01',
      'fromDate',
      'Must be a date that exists: yyyy-MM-dd.',
    ],
    ['revenue', `${PERIOD}&toDate=2025-12-31`, 'toDate', 'Must be a date: yyyy-MM-dd.'],
    ['revenue', `${PERIOD}&format=csv&format=pdf`, 'format', 'Must be one of json, csv, pdf.'],
    [
      'revenue',
      `${PERIOD}&revenueType=Fees`,
      'revenueType',
      'Must be one of total, interest, fees.',
    ],
    [
      'revenue',
      `${PERIOD}&recordedUpTo=2025-02-30T00:00:00Z`,
      'recordedUpTo',
      'Must be a time with its zone: 2025-02-01T08:00:00Z.',
    ],
    [
      'revenue',
      `${PERIOD}&recordedUpTo=0001-01-01T00:00:00Z`,
      'recordedUpTo',
      'Must not be before 1970-01-01.',
    ],
    ['ledger', PERIOD, 'glAccountId', 'Must be given once.'],
    ['ledger', `${PERIOD}&glAccountId=11%0001`, 'glAccountId', TOO_LONG],
    ['ledger', `${PERIOD}&glAccountId=${'1'.repeat(256)}`, 'glAccountId', TOO_LONG],
    ['npl', `${PERIOD}&productCode=%00`, 'productCode', TOO_LONG],
    ['npl', `${PERIOD}&daysOverdue=1e9`, 'daysOverdue', 'Must be a whole number from 1 to 36500.'],
    [
      'portfolio/performance',
      'fromDate=1970-01-01&toDate=9999-12-31&groupBy=month',
      'groupBy',
      'Makes more than 400 points of this period.',
    ],
    [
      'portfolio-summary',
      'fromDate=1970-01-01&toDate=9999-12-31&frequency=weekly',
      'frequency',
      'Makes more than 400 points of this period.',
    ],
  ])('refuses of %s by the name of the field: %s', async (path, query, field, message) => {
    expect(await fieldsOf(`${path}?${query}`)).toEqual([
      ...[400, 'VALIDATION_FAILED'],
      { field, message },
    ])
  })

  it.each(REPORTS)('answers $path of all days there are', async ({ path, name }) => {
    const all = `fromDate=1970-01-01&toDate=9999-12-31${needed(name)}`
    expect((await get(`${path}?${all}`)).status).toBe(200)
  })

  it.each([
    ['portfolio-summary', 'frequency=daily', 'series'],
    ['portfolio-summary', 'frequency=weekly', 'series'],
    ['portfolio-summary', 'frequency=monthly', 'series'],
    ['portfolio/performance', 'groupBy=month', 'metrics'],
  ])('knows the last days there are: %s?%s', async (path, query, list) => {
    const { status, body } = await get(`${path}?fromDate=9999-12-30&toDate=9999-12-31&${query}`)
    expect(status).toBe(200)
    expect(body[list].length).toBeGreaterThan(0)
  })

  it('answers as of what was recorded, if that is settled', async () => {
    const at = (ms: number) => new Date(api.clock.now().getTime() + ms).toISOString()
    const asked = (ms: number) => get(`trial-balance?${PERIOD}&recordedUpTo=${at(ms)}`)
    for (const ms of [-59_000, 3_600_000_000]) {
      expect((await asked(ms)).body).toMatchObject({
        ...{ status: 422, code: 'RECORDED_TOO_LATE', fields: [{ field: 'recordedUpTo' }] },
      })
    }
    const { body } = await asked(-60_000)
    expect(
      body.accounts.every((account: { balanceMinor: number }) => account.balanceMinor === 0),
    ).toBe(true)
  })

  it('gives every connection back, whoever goes away', async () => {
    const address = `${api.url}/api/v1/lms/reports/disbursements?${PERIOD}&format=csv`
    for (let round = 0; round < 10; round++) {
      const leaving = new AbortController()
      const answer = await fetch(address, { headers: reader, signal: leaving.signal })
      leaving.abort()
      await answer.text().catch(() => undefined)
      await fetch(address, { method: 'HEAD', headers: reader })
    }
    expect((await get(`disbursements?${PERIOD}`)).status).toBe(200)
  })
})

describe('Where the books are kept by another deployment', () => {
  it('answers no report', async () => {
    const api = await startApiUnderTest({ booksElsewhere: true })
    try {
      const pair = await createKeyPair(api.database, api.businessId, 'test', ['lms:read'])
      const { body } = await api.post('/api/generate-token', pair)
      for (const { path, name } of REPORTS) {
        const address = `/api/v1/lms/reports/${path}?${PERIOD}${needed(name)}`
        const answer = await api.get(address, { Authorization: `Bearer ${body.token}` })
        expect(answer.body).toMatchObject({ status: 409, code: 'BOOKS_ELSEWHERE' })
      }
    } finally {
      await api.close()
    }
  })
})

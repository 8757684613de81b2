import { startApiUnderTest } from './api-under-test'
import type { ApiUnderTest } from './api-under-test'
import {
  disbursement,
  earlySettlement,
  newLoanId,
  PUSH,
  repayment,
  revenueReport,
} from './requests'

let api: ApiUnderTest
beforeAll(async () => {
  api = await startApiUnderTest()
})
afterAll(() => api.close())

type Row = [field: string, value: unknown, message: RegExp]
const ABSENT = Symbol('absent')

/** JSON that may hold numbers which JavaScript cannot: those are written as raw text. */
class Raw {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

function bodyWith(body: Record<string, unknown>, field: string, value: unknown): string {
  const changed = { ...body, [field]: value === ABSENT ? undefined : value }
  const raw = value instanceof Raw ? value.text : undefined
  return JSON.stringify(changed, (key, member: unknown) =>
    key === field && raw !== undefined ? '@raw@' : member,
  ).replace('"@raw@"', raw ?? '')
}

const text = (field: string): Row[] => [
  [field, ABSENT, /Must not be blank/],
  [field, null, /Must not be blank/],
  [field, '', /Must not be blank/],
  [field, ' \t\u00a0\u3000\u200b'.replace('\t', ''), /Must not be blank/],
  [field, 12345, /Must be a string/],
  [field, true, /Must be a string/],
  [field, ['x'], /Must be a string/],
  [field, 'x'.repeat(256), /at most 255 characters/],
  [field, 'a\u0000b', /no control characters/],
  [field, 'a\nb', /no control characters/],
  [field, new Raw('"\\ud800"'), /control characters/],
]
const amount = (field: string): Row[] => [
  [field, 'ten', /Must be a number/],
  [field, '', /Must be a number/],
  [field, '1,000.00', /Must be a number/],
  [field, true, /Must be a number/],
  [field, {}, /Must be a number/],
  [field, [1], /Must be a number/],
  [field, 0.001, /Must not have more than 2 decimals/],
  [field, new Raw('100.000000000000000001'), /Must not have more than 2 decimals/],
  [field, '100.005', /Must not have more than 2 decimals/],
  [field, new Raw('1e-3'), /Must not have more than 2 decimals/],
  [field, new Raw('1000000000000.01'), /Must not be above 1000000000000.00/],
  [field, new Raw('1e400'), /Must not be above/],
  [field, new Raw('9'.repeat(1000)), /Must not be above/],
]
const positive = (field: string): Row[] => [
  ...amount(field),
  [field, ABSENT, /Must be > 0/],
  [field, null, /Must be > 0/],
  [field, 0, /Must be > 0/],
  [field, '0.00', /Must be > 0/],
  [field, -1, /Must be > 0/],
]
const notNegative = (field: string, missing: RegExp): Row[] => [
  ...amount(field),
  [field, ABSENT, missing],
  [field, null, missing],
  [field, -0.01, /Must be ≥ 0/],
]
const optional = (field: string): Row[] => [...amount(field), [field, -0.01, /Must be ≥ 0/]]
const date = (field: string): Row[] => [
  [field, ABSENT, /yyyy-MM-dd/],
  [field, null, /yyyy-MM-dd/],
  [field, '', /yyyy-MM-dd/],
  [field, 20260115, /yyyy-MM-dd/],
  [field, '15/01/2026', /yyyy-MM-dd/],
  [field, '2026-1-5', /yyyy-MM-dd/],
  [field, '2026-02-30', /yyyy-MM-dd/],
  [field, '2025-02-29', /yyyy-MM-dd/],
  [field, '0000-01-01', /yyyy-MM-dd/],
  [field, '2026-01-15T00:00:00Z', /yyyy-MM-dd/],
]
const feeName: Row[] = [
  ['feeName', 7, /Must be a string/],
  ['feeName', 'x'.repeat(256), /at most 255 characters/],
  ['feeName', 'a\u0007', /no control characters/],
]
const party = [...text('customerId'), ...text('customerName'), ...text('loanId')]

const TABLES: [name: string, path: string, body: () => Record<string, unknown>, rows: Row[]][] = [
  [
    'disbursement',
    PUSH.disbursement,
    disbursement,
    [
      ...party,
      ...positive('loanAmount'),
      ...notNegative('adminFee', /Not null \(use 0\)/),
      ...amount('vatOnAdminFee'),
      ...date('disbursementDate'),
      ['adminFee', 847457.64, /not be above loanAmount/],
    ],
  ],
  [
    'revenue report',
    PUSH.revenueReport,
    revenueReport,
    [
      ...party,
      ...positive('revenueAmount'),
      ['revenueMonth', ABSENT, /yyyy-MM/],
      ['revenueMonth', null, /yyyy-MM/],
      ['revenueMonth', '2026-13', /yyyy-MM/],
      ['revenueMonth', '2026-00', /yyyy-MM/],
      ['revenueMonth', '2026-01-31', /yyyy-MM/],
      ['revenueMonth', '01-2026', /yyyy-MM/],
      ['revenueMonth', 202601, /yyyy-MM/],
    ],
  ],
  [
    'repayment',
    PUSH.repayment,
    repayment,
    [
      ...party,
      ...notNegative('repaymentPrincipal', /Must be ≥ 0/),
      ...notNegative('repaymentInterest', /Must be ≥ 0/),
      ...date('repaymentDate'),
      ...optional('feeAmount'),
      ...feeName,
    ],
  ],
  [
    'early settlement',
    PUSH.earlySettlement,
    earlySettlement,
    [
      ...party,
      ...notNegative('repaymentEarlySettlementPrincipal', /Must be ≥ 0/),
      ...notNegative('repaymentEarlySettlementInterest', /Must be ≥ 0/),
      ...date('repaymentEarlySettlementDate'),
      ...optional('feeAmount'),
      ...feeName,
    ],
  ],
]

describe.each(TABLES)('%s', (_name, path, body, rows) => {
  it.each(rows)('refuses %s %p', async (field, value, message) => {
    const { status, body: answer } = await api.post(path, bodyWith(body(), field, value))
    expect(status).toBe(200)
    expect(answer).toMatchObject({
      success: false,
      error: { code: 'VALIDATION_FAILED' },
      staging: { status: 'REJECTED' },
      push: { status: 'NOT_PUSHED' },
    })
    expect(answer.error.fields).toEqual([
      { field, message: expect.stringMatching(message) as unknown },
    ])
  })

  it('names every field that is wrong at once', async () => {
    const { body: answer } = await api.post(path, {})
    const required = Object.keys(body()).filter(
      (field) => !['vatOnAdminFee', 'feeAmount', 'feeName'].includes(field),
    )
    expect(answer.error.fields.map(({ field }: { field: string }) => field)).toEqual(required)
  })

  it.each(['[]', '"text"', '12', 'null', 'true'])(
    'refuses %s, which is no object',
    async (json) => {
      const { status, body: answer } = await api.post(path, json)
      expect(status).toBe(200)
      expect(answer.error).toMatchObject({
        code: 'VALIDATION_FAILED',
        message: expect.stringContaining('object') as unknown,
      })
    },
  )

  it('stages nothing that it refuses', async () => {
    const staged = await api.database.prisma.loanEvent.count()
    expect(staged).toBe(0)
  })
})

describe('rules across fields', () => {
  it.each([
    [PUSH.repayment, repayment, 'repaymentPrincipal', 'repaymentInterest'],
    [
      PUSH.earlySettlement,
      earlySettlement,
      'repaymentEarlySettlementPrincipal',
      'repaymentEarlySettlementInterest',
    ],
  ])('asks %s for money, on both fields', async (path, body, principal, interest) => {
    const { body: answer } = await api.post(
      path,
      body({ [principal]: 0, [interest]: '0.00', customerName: '' }),
    )
    const message = `At least one of ${principal} or ${interest} must be > 0.`
    expect(answer.error.fields).toEqual([
      { field: 'customerName', message: 'Must not be blank.' },
      { field: principal, message },
      { field: interest, message },
    ])
  })

  it('takes a fee whose VAT just fits into the loan', async () => {
    // With 18 % of it, 152542.37, it makes 1000000.00.
    const { body } = await api.post(
      PUSH.disbursement,
      disbursement({ loanId: newLoanId(), adminFee: 847457.63, vatOnAdminFee: 152542.37 }),
    )
    expect(body).toMatchObject({ success: true, warnings: [] })
  })

  it.each([
    [PUSH.disbursement, disbursement({ disbursementDate: '2026-03-16' }), 'disbursementDate'],
    [PUSH.revenueReport, revenueReport({ revenueMonth: '2026-04' }), 'revenueMonth'],
    [PUSH.repayment, repayment({ repaymentDate: '2026-03-16' }), 'repaymentDate'],
    [
      PUSH.earlySettlement,
      earlySettlement({ repaymentEarlySettlementDate: '9999-12-31' }),
      'repaymentEarlySettlementDate',
    ],
  ])('refuses a date in the future on %s', async (path, body, field) => {
    const future = { field, message: expect.stringContaining('2026-03') as unknown }
    const alone = await api.post(path, body)
    expect(alone.body.error).toMatchObject({ code: 'DATE_IN_FUTURE', fields: [future] })
    const among = await api.post(path, { ...body, customerId: '' })
    expect(among.body.error).toMatchObject({
      code: 'VALIDATION_FAILED',
      fields: [{ field: 'customerId' }, future],
    })
  })

  it('counts today in the time zone of the business', async () => {
    const { key } = await api.business({ timeZone: 'Pacific/Kiritimati' })
    const { body } = await api.post(
      PUSH.disbursement,
      disbursement({ loanId: newLoanId(), disbursementDate: '2026-03-16' }),
      { 'X-LMS-API-Key': key },
    )
    expect(body.success).toBe(true)
  })

  it('counts decimals by the currency of the business', async () => {
    const yen = await api.business({ currency: 'JPY' })
    const dinar = await api.business({ currency: 'KWD' })
    const tenth = disbursement({ loanId: newLoanId(), loanAmount: 100000.125, adminFee: 0 })
    const refused = await api.post(PUSH.disbursement, tenth, { 'X-LMS-API-Key': yen.key })
    expect(refused.body.error.fields).toEqual([
      { field: 'loanAmount', message: 'Must not have decimals.' },
    ])
    const taken = await api.post(PUSH.disbursement, tenth, { 'X-LMS-API-Key': dinar.key })
    expect(taken.body.success).toBe(true)
  })
})

describe('what is taken', () => {
  const good: [name: string, given: Record<string, unknown>, payload: object][] = [
    ['decimal strings', { loanAmount: '1000000.50' }, { loanAmount: 1000000.5 }],
    ['trailing zeros', { loanAmount: '100000.000000' }, { loanAmount: 100000 }],
    ['an exponent', { loanAmount: '1.5e5' }, { loanAmount: 150000 }],
    ['the largest amount', { loanAmount: '1000000000000' }, { loanAmount: 1000000000000 }],
    ['a fee of 0', { adminFee: 0, vatOnAdminFee: 0 }, { adminFee: 0, vat: 0 }],
    ['no VAT given', { vatOnAdminFee: undefined }, { vatOnAdminFee: null, vat: 4500 }],
    ['null for VAT', { vatOnAdminFee: null }, { vatOnAdminFee: null }],
    ['today', { disbursementDate: '2026-03-15' }, { disbursementDate: '2026-03-15' }],
    ['a leap day', { disbursementDate: '2024-02-29' }, { disbursementDate: '2024-02-29' }],
    ['unknown fields', { branch: { code: 7 }, loanamount: 'x' }, {}],
  ]
  it.each(good)('takes %s', async (_name, given, payload) => {
    const loanId = newLoanId()
    const { body } = await api.post(PUSH.disbursement, disbursement({ loanId, ...given }))
    expect(body.success).toBe(true)
    const { body: event } = await api.get(`/lms-integration/events/${body.eventId}`)
    expect(event.payload).toMatchObject(payload)
    expect(event.payload).not.toHaveProperty('customerName')
  })

  it('takes a repayment without a fee and with null ones as the same', async () => {
    const loanId = newLoanId()
    await api.post(PUSH.disbursement, disbursement({ loanId }))
    const without = repayment({ loanId, feeAmount: undefined, feeName: undefined })
    const first = await api.post(PUSH.repayment, without)
    expect(first.body).toMatchObject({ success: true, staging: { status: 'STAGED', sequence: 2 } })
    const again = await api.post(PUSH.repayment, { ...without, feeAmount: null, feeName: null })
    expect(again.body).toMatchObject({
      success: true,
      eventId: first.body.eventId,
      staging: { status: 'DUPLICATE' },
    })
  })

  it('takes revenue of the current month, dated its last day', async () => {
    const loanId = newLoanId()
    await api.post(PUSH.disbursement, disbursement({ loanId }))
    const { body } = await api.post(
      PUSH.revenueReport,
      revenueReport({ loanId, revenueMonth: '2026-03' }),
    )
    const { body: event } = await api.get(`/lms-integration/events/${body.eventId}`)
    expect(event).toMatchObject({
      effectiveDate: '2026-03-31',
      payload: { revenueMonth: '2026-03', revenueAmount: 30000 },
    })
  })
})

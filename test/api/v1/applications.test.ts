import { invalid, bare, refused, said, startV1 } from './v1-under-test'
import type { V1UnderTest } from './v1-under-test'

let v1: V1UnderTest
let customerId: string
beforeAll(async () => {
  v1 = await startV1()
  customerId = await customer()
})
afterAll(() => v1.close())

async function customer(more: object = {}): Promise<string> {
  const ada = { firstname: 'Ada', lastname: 'Lovelace', active: true, activationDate: '2026-01-02' }
  const { body } = await v1.post('/v1/customers', { ...ada, ...more })
  return body.id
}

/** The contract's example: 10,000 for seven days at 11 %. */
const SEVEN_DAYS = {
  productId: 1,
  principal: 10000,
  ...{ loanTermFrequency: 7, loanTermFrequencyType: 0, numberOfRepayments: 1 },
  ...{ repaymentEvery: 7, repaymentFrequencyType: 0, interestRatePerPeriod: 11 },
  ...{ amortizationType: 1, interestType: 1, interestCalculationPeriodType: 1 },
  transactionProcessingStrategyCode: 'mifos-standard-strategy',
  ...{ expectedDisbursementDate: '2026-03-10', submittedOnDate: '2026-03-10' },
  loanType: 'individual',
}

const preview = (more: object = {}) =>
  v1.post('/v1/loans?command=calculateLoanSchedule', { customerId, ...SEVEN_DAYS, ...more })
const raw = (field: string, text: string) =>
  v1.post(
    '/v1/loans?command=calculateLoanSchedule',
    JSON.stringify({ customerId, ...SEVEN_DAYS, [field]: '@' }).replace('"@"', text),
  )

const wrong = (field: string, message: string) =>
  invalid(`${field}: The parameter \`${field}\` ${message}`)

describe('a preview', () => {
  it('has the schedule, its totals and what is kept back, and stores nothing', async () => {
    const charges = [
      { name: 'Processing', amount: 300, chargeTimeType: 1 },
      { name: 'Insurance', amount: '1.5', chargeTimeType: 8, chargeCalculationType: 2 },
    ]
    const { status, body } = await preview({ charges })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      schedule: [
        {
          ...{ period: 1, fromDate: '2026-03-10', dueDate: '2026-03-17', principal: 10000 },
          ...{ interest: 1100, fees: 150, penalties: 0, total: 11250, paid: 0, outstanding: 11250 },
          ...{ completed: false, principalOutstanding: 10000, feesPaid: 0, paidInAdvance: 0 },
          obligationsMetOnDate: null,
        },
      ],
      totals: { principal: 10000, interest: 1100, fees: 150, penalties: 0, total: 11250 },
      feesDueAtDisbursement: 300,
    })
    expect(await v1.api.database.prisma.loanEvent.count()).toBe(0)
    expect((await v1.get('/v1/loans')).body).toMatchObject({ items: [], total: 0 })
  })

  it('of months at a yearly rate on the declining balance is the engine’s', async () => {
    const { body } = await preview({
      ...{ principal: '12000.00', numberOfRepayments: 12, repaymentEvery: 1 },
      ...{ repaymentFrequencyType: 2, loanTermFrequency: null, loanTermFrequencyType: null },
      ...{ interestType: 0, interestRatePerPeriod: 12, interestRateFrequencyType: 3 },
      ...{ daysInYearType: 360, daysInMonthType: 30 },
    })
    expect(body.schedule).toHaveLength(12)
    expect(body.schedule[0]).toMatchObject({ interest: 120, principal: 946.19, total: 1066.19 })
    expect(body.totals.principal).toBe(12000)
  })
})

describe('an application', () => {
  it('is told all that is wrong with it at once, in the order of its fields', async () => {
    const answer = await v1.post('/v1/loans', {
      principal: -1,
      repaymentEvery: 0,
      interestType: 7,
      charges: [{ amount: 0 }, { name: 'A', amount: 5, chargeTimeType: 2 }, 'x'],
      transactionProcessingStrategyCode: 'mine',
    })
    expect(said(answer)).toEqual(
      invalid(
        'customerId: The parameter `customerId` is mandatory.',
        'productId: The parameter `productId` is mandatory.',
        'principal: The parameter `principal` must be greater than 0.',
        'numberOfRepayments: The parameter `numberOfRepayments` is mandatory.',
        'repaymentEvery: The parameter `repaymentEvery` must be greater than 0.',
        'repaymentFrequencyType: The parameter `repaymentFrequencyType` is mandatory.',
        'interestRatePerPeriod: The parameter `interestRatePerPeriod` is mandatory.',
        'interestType: The parameter `interestType` must be one of [ 0, 1 ].',
        'transactionProcessingStrategyCode: The parameter `transactionProcessingStrategyCode` must be one of [ mifos-standard-strategy, interest-principal-penalties-fees-order-strategy, principal-interest-penalties-fees-order-strategy ].',
        'charges[0].name: The parameter `charges[0].name` is mandatory.',
        'charges[0].chargeTimeType: The parameter `charges[0].chargeTimeType` is mandatory.',
        'charges[1].dueDate: The parameter `charges[1].dueDate` is mandatory.',
        'charges[2]: The parameter `charges[2]` must be an object.',
        'expectedDisbursementDate: The parameter `expectedDisbursementDate` is mandatory.',
        'submittedOnDate: The parameter `submittedOnDate` is mandatory.',
      ),
    )
  })

  it('is told of every date that is none before all else', async () => {
    const answer = await preview({
      ...{ principal: -1, submittedOnDate: '23 May 2026', expectedDisbursementDate: '2026-02-29' },
      charges: [{ dueDate: 'soon' }],
    })
    expect(said(answer)).toEqual(
      bare(
        400,
        'invalid_argument',
        'charges[0].dueDate must be ISO yyyy-MM-dd; expectedDisbursementDate must be ISO yyyy-MM-dd; submittedOnDate must be ISO yyyy-MM-dd',
      ),
    )
  })

  it.each([
    ['principal', '100.001', 'must not have more than 2 decimals.'],
    ['principal', '100.000000000000000001', 'must not have more than 2 decimals.'],
    ['principal', '1000000000000.01', 'is too large.'],
    ['principal', '1e400', 'is too large.'],
    ['principal', '1e-400', 'must not have more than 2 decimals.'],
    ['principal', '-0', 'must be greater than 0.'],
    ['principal', '"Infinity"', 'must be a number.'],
    ['principal', '"0x10"', 'must be a number.'],
    ['principal', '" 5"', 'must be a number.'],
    ['principal', 'true', 'must be a number.'],
    ['principal', '[5]', 'must be a number.'],
    ['principal', '{}', 'must be a number.'],
    ['principal', 'null', 'is mandatory.'],
    ['interestRatePerPeriod', '-0.01', 'must not be less than 0.'],
    ['interestRatePerPeriod', '0.0000001', 'must not have more than 6 decimals.'],
    ['interestRatePerPeriod', '1000001', 'is too large.'],
    ['numberOfRepayments', '1.5', 'must be a whole number.'],
    ['numberOfRepayments', '1e5', 'must not be greater than 36500.'],
    ['numberOfRepayments', '-1', 'must be greater than 0.'],
    ['graceOnPrincipalPayment', '-1', 'must not be less than 0.'],
    ['customerId', '1.5', 'must be a number.'],
    ['loanType', '"group"', 'must be one of [ individual ].'],
    ['charges', '{}', 'must be a list.'],
  ])('is told that %s cannot be %s', async (field, text, message) => {
    expect(said(await raw(field, text))).toEqual(wrong(field, message))
  })

  it('takes amounts by their own text, whatever their spelling', async () => {
    for (const text of ['10000.000000', '1e4', '"10000.00"', '"1.0000e4"']) {
      const { status, body } = await raw('principal', text)
      expect([text, status, body.totals?.principal]).toEqual([text, 200, 10000])
    }
    expect((await raw('principal', '900000000000')).body.totals.principal).toBe(9e11)
  })

  it('is told of a customer, a product that are not there', async () => {
    expect(said(await preview({ customerId: 999999 }))).toEqual(
      refused(
        404,
        'not_found',
        'error.msg.client.id.invalid',
        'Client with identifier 999999 does not exist',
      ),
    )
    const { status, body } = await preview({ productId: '9' })
    expect([status, body.message]).toEqual([
      404,
      'lms: status=404 code="error.msg.loanproduct.id.invalid": Loan product with identifier 9 does not exist',
    ])
  })

  it('is told of a customer that is not active', async () => {
    const id = await customer({ active: false })
    expect(said(await preview({ customerId: id }))).toEqual(
      refused(
        403,
        'permission_denied',
        'error.msg.client.not.active.exception',
        `The Client with id \`${id}\` is not active`,
      ),
    )
  })

  it.each([
    [
      { submittedOnDate: '2026-03-16', expectedDisbursementDate: '2026-03-16' },
      'error.msg.loan.submittal.cannot.be.a.future.date',
      'The date on which a loan is submitted cannot be in the future.',
    ],
    [
      { submittedOnDate: '2026-01-01' },
      'error.msg.loan.submittal.cannot.be.before.client.activation.date',
      "The date on which a loan is submitted cannot be earlier than client's activation date.",
    ],
    [
      { submittedOnDate: '2026-03-11' },
      'error.msg.loan.submittal.cannot.be.after.expected.disbursement.date',
      'The date on which a loan is submitted cannot be after its expected disbursement date: 2026-03-10',
    ],
  ])('is refused for its dates and leaves no loan: %o', async (more, code, text) => {
    const answer = await v1.post('/v1/loans', { customerId, ...SEVEN_DAYS, ...more })
    expect(said(answer)).toEqual(refused(403, 'permission_denied', code, text))
    expect(await v1.api.database.prisma.loanStream.count()).toBe(0)
    const kept = await v1.api.database.prisma.refusedRequest.findMany({ where: { kind: 'SUBMIT' } })
    expect(kept.map(({ message }) => message)).toContain(answer.body.message)
  })

  it('must be within the product, and in its currency', async () => {
    await v1.api.database.query(
      'test_product',
      `WITH made AS (
         INSERT INTO lending_product (business_id, no, code) VALUES ($1, 2, 'SMALL') RETURNING no)
       INSERT INTO lending_product_version (business_id, product_no, version, status, name, currency, config, accounting_mapping)
       SELECT $1, no, 1, 'published', 'Small', 'TZS', '{"minPrincipal": 500000, "maxPrincipal": 900000}', '{}' FROM made`,
      [v1.api.businessId],
    )
    expect(said(await preview({ productId: 2, currencyCode: 'USD' }))).toEqual(
      invalid(
        'principal: The parameter `principal` must not be greater than 9000.00.',
        'currencyCode: The parameter `currencyCode` must be TZS.',
      ),
    )
    expect(said(await preview({ productId: 2, principal: 4999.99 }))).toEqual(
      wrong('principal', 'must not be less than 5000.00.'),
    )
    expect((await preview({ productId: 2, principal: 5000, currencyCode: 'TZS' })).status).toBe(200)
  })
})

it('a command for a loan that is not there says so', async () => {
  const none = refused(
    404,
    'not_found',
    'error.msg.loan.id.invalid',
    'Loan with identifier 77 does not exist',
  )
  expect(said(await v1.get('/v1/loans/77'))).toEqual(none)
  expect(said(await v1.get('/v1/loans/77/repayments'))).toEqual(none)
  expect(said(await v1.post('/v1/loans/77/undo-approval', ''))).toEqual(none)
  const on = { transactionDate: '2026-03-10', transactionAmount: 1 }
  expect(said(await v1.post('/v1/loans/77/repayments', on))).toEqual(none)
})

it('the list of loans can be narrowed', async () => {
  const { status, body } = await v1.get('/v1/loans?status=Dead')
  expect([status, body.message]).toEqual([400, expect.stringMatching(/^status must be one of/)])
  expect((await v1.get(`/v1/loans?status=Active&customerId=${customerId}`)).body.total).toBe(0)
})

import fc from 'fast-check'

import { faultsOfTerms } from '../../../src/domain/engine/schedule/faults'
import { generateSchedule } from '../../../src/domain/engine/schedule/generate'
import { addDays, addMonths } from '../../../src/domain/values/calendar'
import type { FineractLoan } from '../../fineract/cases'
import { minor, termsOf } from '../../fineract/terms'
import { applicationOf } from '../../fineract/wire'
import { runs } from '../../support/runs'
import { startV1 } from './v1-under-test'
import type { V1UnderTest } from './v1-under-test'

const DAYS = '0'
const WEEKS = '1'
const MONTHS = '2'

/** Where calendars are crooked: ends of months of each length, leap days, and around them. */
const CROOKED = [
  ...['2024-01-29', '2024-01-30', '2024-01-31', '2024-02-28', '2024-02-29', '2024-03-01'],
  ...['2023-01-31', '2023-02-28', '2023-03-31', '2023-08-31', '2023-12-31', '2024-12-31'],
  ...['2019-12-30', '2020-02-29', '2020-11-30'],
]

const figure = (...numbers: number[]) => fc.constantFrom(...numbers.map(String))

const loan: fc.Arbitrary<FineractLoan> = fc
  .record({
    date: fc.constantFrom(...CROOKED),
    principal: figure(1000, 5000, 7777.77, 12000, 999999.99),
    count: fc.integer({ min: 1, max: 26 }),
    every: fc.integer({ min: 1, max: 3 }),
    unit: fc.constantFrom(DAYS, WEEKS, MONTHS, MONTHS, MONTHS),
    interestType: figure(0, 1),
    amortizationType: figure(0, 1),
    interestCalculationPeriodType: figure(0, 1),
    rate: figure(0, 1, 7.25, 24),
    interestRateFrequencyType: figure(2, 3),
    daysInYearType: figure(1, 360, 364, 365),
    daysInMonthType: figure(1, 30),
    partial: fc.boolean(),
    grace: fc.tuple(fc.nat(2), fc.nat(2), fc.nat(1)),
    /** Days by which the first repayment is moved; null where it is not said. */
    moved: fc.option(fc.integer({ min: -3, max: 12 })),
    multiple: fc.option(figure(1, 10)),
  })
  .map(({ date, count, every, unit, rate, partial, grace, moved, multiple, ...given }) => {
    const most = count - 1
    const regular =
      unit === MONTHS ? addMonths(date, every) : addDays(date, every * (unit === WEEKS ? 7 : 1))
    const first = addDays(regular, Math.max(moved ?? 0, unit === MONTHS ? -3 : 0))
    return {
      ...given,
      ...{ digitsAfterDecimal: '2', inMultiplesOf: '0', interestRatePerPeriod: rate, charges: [] },
      ...{ submittedOnDate: date, expectedDisbursementDate: date },
      ...{
        numberOfRepayments: String(count),
        repaymentEvery: String(every),
        repaymentFrequencyType: unit,
      },
      ...{ loanTermFrequency: String(count * every), loanTermFrequencyType: unit },
      allowPartialPeriodInterestCalculation: partial && given.interestCalculationPeriodType === '1',
      graceOnPrincipalPayment: String(Math.min(grace[0], most)),
      graceOnInterestPayment: String(Math.min(grace[1], most)),
      graceOnInterestCharged: String(Math.min(grace[2], most)),
      ...(moved === null ? {} : { repaymentsStartingFromDate: first }),
      ...(multiple === null ? {} : { installmentAmountInMultiplesOf: multiple }),
      transactionProcessingStrategyCode: 'mifos-standard-strategy',
    }
  })
  .filter((given) => faultsOfTerms(termsOf(given)).length === 0)

let v1: V1UnderTest
let customerId: string
beforeAll(async () => {
  v1 = await startV1()
  const ada = { firstname: 'Ada', lastname: 'Lovelace', active: true, activationDate: '2015-01-02' }
  customerId = (await v1.post('/v1/customers', ada)).body.id as string
})
afterAll(() => v1.close())

it('the schedule of a preview is the engine’s, in leap years and at ends of months too', async () => {
  await fc.assert(
    fc.asyncProperty(loan, async (given) => {
      const asked = { customerId, ...applicationOf(given) }
      const { status, body } = await v1.post('/v1/loans?command=calculateLoanSchedule', asked)
      const ours = generateSchedule(termsOf(given), {
        principal: minor(given.principal, given),
        disbursedOn: given.expectedDisbursementDate,
        exponent: 2,
        charges: [],
      })
      expect([status, body.message]).toEqual(ours.ok ? [200, undefined] : [403, expect.anything()])
      if (!ours.ok) return
      expect(body.schedule).toMatchObject(
        ours.schedule.installments.map(({ no, from, due, owed }) => ({
          ...{ period: no, fromDate: from, dueDate: due },
          ...{ principal: Number(owed.principal) / 100, interest: Number(owed.interest) / 100 },
        })),
      )
    }),
    runs(80),
  )
})

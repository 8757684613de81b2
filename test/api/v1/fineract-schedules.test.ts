import { sayable, scheduleCases } from '../../fineract/cases'
import type { FineractLoan, ScheduleCase } from '../../fineract/cases'
import { TODAY } from '../../fineract/told-story'
import { varied } from '../../fineract/variety'
import { applicationOf } from '../../fineract/wire'
import { startV1 } from './v1-under-test'
import type { V1UnderTest } from './v1-under-test'

let v1: V1UnderTest
beforeAll(async () => {
  v1 = await startV1()
  v1.api.clock.set(`${TODAY}T09:00:00Z`)
})
afterAll(() => v1.close())

const NOT_TRAITS = [
  ...['principal', 'interestRatePerPeriod', 'submittedOnDate', 'expectedDisbursementDate'],
  ...['numberOfRepayments', 'repaymentEvery', 'loanTermFrequency', 'charges'],
]

/** What an application asks for, but for its amounts and days. */
function traitsOf({ input, refused }: ScheduleCase): string[] {
  const terms = Object.entries(input).filter(([name]) => !NOT_TRAITS.includes(name))
  const charges = input.charges.map(
    (charge) => `charge ${charge.chargeTimeType} ${charge.chargeCalculationType} ${charge.penalty}`,
  )
  return [
    ...calendarOf(input),
    ...terms.map(
      ([name, value]) => `${name} ${TELLS_BY_BEING.includes(name) ? 'given' : String(value)}`,
    ),
    ...charges,
    ...(refused === undefined ? [] : ['refused']),
  ]
}

/** Where the calendar is crooked: leap days, ends of months, a term across a leap day. */
function calendarOf({ expectedDisbursementDate: day, ...input }: FineractLoan): string[] {
  const [year = '', , date = ''] = day.split('-')
  const isLeap = new Date(`${year}-02-29T00:00:00Z`).getUTCDate() === 29
  return [
    `day ${Number(date) > 28 ? date : 'of every month'}`,
    `leap year ${isLeap}, days in year ${input.daysInYearType}`,
    `every ${input.repaymentFrequencyType} from ${Number(date) > 28 ? date : 'any'}`,
    `${input.interestType} ${input.amortizationType} ${input.interestCalculationPeriodType}`,
  ]
}

const TELLS_BY_BEING = ['repaymentsStartingFromDate', 'installmentAmountInMultiplesOf']

/** What is left out of a preview there is compared where the engine is. */
function isWhollyShown({ input, expected }: ScheduleCase): boolean {
  const last = expected?.periods.at(-1)?.[2] ?? ''
  return input.charges.every(
    ({ dueDate }) =>
      dueDate === undefined || (dueDate <= last && dueDate > input.expectedDisbursementDate),
  )
}

const businesses = new Map<string, Promise<{ Authorization: string; customerId: string }>>()

/** A business with the currency of the case, and a customer there. */
function lenderOf(loan: FineractLoan) {
  const { currencyCode } = loan as FineractLoan & { currencyCode: string }
  const known = businesses.get(currencyCode) ?? newLender(currencyCode)
  businesses.set(currencyCode, known)
  return known
}

async function newLender(currency: string) {
  const { businessId } = await v1.api.business({ currency })
  const token = await v1.tokenOf(businessId)
  const ada = { firstname: 'Ada', lastname: 'Lovelace', active: true, activationDate: '2015-01-02' }
  const { body } = await v1.post('/v1/customers', ada, token)
  return { ...token, customerId: body.id as string }
}

const cases = varied(
  scheduleCases().filter((given) => sayable(given.input) && isWhollyShown(given)),
  40,
  traitsOf,
)

test.each(cases.map((given) => [given.id, given] as const))('%s', async (_id, given) => {
  const { customerId, ...token } = await lenderOf(given.input)
  const asked = { customerId, ...applicationOf(given.input) }
  const { status, body } = await v1.post('/v1/loans?command=calculateLoanSchedule', asked, token)
  if (given.expected === undefined) {
    expect(status).toBe(Number(given.refused?.httpStatus))
    expect(body.message).toContain(given.refused?.errors[0]?.text)
    return
  }
  expect({ status, message: body.message }).toEqual({ status: 200, message: undefined })
  const { periods, totals } = given.expected
  expect(body.schedule).toMatchObject(
    periods.map(([no, from, due, principal, interest, fees, penalties, total]) => ({
      ...{ period: Number(no), fromDate: from, dueDate: due, principal: Number(principal) },
      ...{ interest: Number(interest), fees: Number(fees), penalties: Number(penalties) },
      ...{ total: Number(total), outstanding: Number(total), paid: 0 },
    })),
  )
  expect(body.totals).toMatchObject({
    ...{ principal: Number(totals.principal), interest: Number(totals.interest) },
  })
})

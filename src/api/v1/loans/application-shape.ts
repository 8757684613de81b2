import { CODES, STRATEGIES } from '../../../domain/engine/codes'
import type { Coded } from '../../../domain/engine/codes'
import type { FieldError } from '../../../platform/errors'
import { mandatory, optional } from '../fields/field'
import { missing } from '../fields/form'
import type { Fields, Values } from '../fields/form'
import { listOf } from '../fields/list'
import { codeOf, money, rate, reference, whole } from '../fields/numbers'
import { day, externalId, flag, text, word } from '../fields/texts'
import { chargeOf, chargeShape } from './charge-fields'
import type { ReadCharge } from './charge-fields'

/** Periods, installments, graces: nothing counts higher. */
const MOST = 36_500
const MOST_CHARGES = 50

/** The fields of an application, by Apache Fineract's names and with its defaults. */
export function applicationShape(exponent: number) {
  return {
    customerId: mandatory(reference, { description: 'The customer’s number.', example: 7 }),
    productId: mandatory(reference, { description: 'The product’s number.', example: 1 }),
    principal: mandatory(money(exponent), { description: 'What is applied for.', example: 10000 }),
    ...termShape(exponent),
    charges: optional(
      listOf(chargeShape, { most: MOST_CHARGES, items: CHARGE }, (charge) =>
        dated(chargeOf(charge, exponent)),
      ),
      [],
      { description: 'At most one of chargeTimeType 9.', example: null },
    ),
    expectedDisbursementDate: mandatory(day, {
      description: 'The schedule is made for it until the loan is paid out.',
      example: '2026-01-15',
    }),
    submittedOnDate: mandatory(day, { description: 'Not after today.', example: '2026-01-15' }),
    currencyCode: optional(text, null, { description: 'The product’s, if given.', example: null }),
    externalId: optional(externalId, null, {
      description: 'Unique in the business; a UUID is made where none is given.',
      example: null,
    }),
    loanType: optional(word(['individual']), 'individual' as const, {
      description: 'There is no other.',
      example: 'individual',
    }),
    note: optional(text, null, { description: 'Kept with it.', example: null }),
  } satisfies Fields
}

export type ApplicationValues = Values<ReturnType<typeof applicationShape>>

/** A charge that is added later is judged by the loan; of an application this is wrong with its fields. */
function dated(read: ReadCharge | FieldError[]): ReadCharge | FieldError[] {
  const lacksDay = 'charge' in read && read.charge.time === 'DUE_DATE' && read.charge.dueOn === null
  return lacksDay ? [missing('dueDate')] : read
}

const CHARGE = { $ref: '#/components/schemas/NewLoanCharge' }

function termShape(exponent: number) {
  return {
    loanTermFrequency: count(1, 'numberOfRepayments × repaymentEvery, if given.', 7),
    loanTermFrequencyType: code(CODES.loanTermUnit, 'As repaymentFrequencyType, if given.', 0),
    numberOfRepayments: mandatory(whole(1, MOST), { description: 'Installments.', example: 1 }),
    repaymentEvery: mandatory(whole(1, MOST), { description: 'So many apart.', example: 7 }),
    repaymentFrequencyType: mandatory(codeOf(CODES.repaymentUnit.words), {
      description: '0 days, 1 weeks, 2 months.',
      example: 0,
    }),
    interestRatePerPeriod: mandatory(rate, {
      description: 'Percent, for what interestRateFrequencyType says.',
      example: 11,
    }),
    interestRateFrequencyType: code(
      CODES.ratePeriod,
      '0 a day, 1 a week, 2 a month, 3 a year, 4 the whole term (default).',
      4,
    ),
    amortizationType: code(CODES.amortization, '0 equal principal, 1 equal installments.', 1),
    interestType: code(CODES.interestType, '0 declining balance (default), 1 flat.', 1),
    interestCalculationPeriodType: code(
      CODES.interestCalculation,
      '0 daily, 1 same as the repayment period (default).',
      1,
    ),
    allowPartialPeriodInterestCalculation: optional(flag, undefined, {
      description: 'Of flat loans: days beyond whole periods bear interest.',
      example: false,
    }),
    daysInYearType: code(CODES.daysInYear, '1 actual (default), 360, 364, 365.', 1),
    daysInMonthType: code(CODES.daysInMonth, '1 actual (default), 30.', 1),
    graceOnPrincipalPayment: count(0, 'First installments that pay no principal.', 0),
    graceOnInterestPayment: count(0, 'First installments whose interest falls due later.', 0),
    graceOnInterestCharged: count(0, 'First installments that bear no interest.', 0),
    repaymentsStartingFromDate: optional(day, undefined, {
      description: 'The first due date, where it is another than one period on.',
      example: null,
    }),
    installmentAmountInMultiplesOf: optional(money(exponent), undefined, {
      description: 'Installments are rounded to it.',
      example: null,
    }),
    transactionProcessingStrategyCode: optional(word(STRATEGIES), undefined, {
      description: 'What a payment pays first; default: penalties, fees, interest, principal.',
      example: 'mifos-standard-strategy',
    }),
  } satisfies Fields
}

function count(least: number, description: string, example: number) {
  return optional(whole(least, MOST), undefined, { description, example })
}

function code<Word>({ words }: Coded<Word>, description: string, example: number) {
  return optional(codeOf(words), undefined, { description, example })
}

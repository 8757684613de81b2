import { z } from 'zod'
import 'zod-openapi'

import { CODES, nameOf, STRATEGIES } from '../../../domain/engine/codes'
import type { Coded } from '../../../domain/engine/codes'
import { faultsOfTerms } from '../../../domain/engine/schedule/faults'
import { termsOfProduct } from '../../../lending/products/product-terms'
import type { ProductConfig } from '../../../lending/products/product'
import { text } from '../../wire/fields'
import { amountMinor, integer, oneOf, percent } from '../numbers'

const MOST_MONTHS = 600
const MOST_DAYS = 36_500
const MOST_FEES = 50

const flag = z.boolean({ error: 'Must be true or false.' })
const count = (least: number, description: string, example: number) =>
  integer(least, MOST_MONTHS, { description, example }).optional()
const code = <Word>({ words }: Coded<Word>, description: string, example: number) =>
  oneOf([...words.keys()], { description, example }).optional()

const price = {
  amountMinor: amountMinor({ description: 'So much, in minor units.', example: 50000 }).optional(),
  percent: percent({ description: 'Or so many percent.', example: 1.5 }).optional(),
}

const fee = z
  .strictObject({
    name: text('Shown with each loan.', 'Processing'),
    chargeTimeType: oneOf([1, 8], {
      description: '1 kept back at the disbursement, 8 with every installment.',
      example: 1,
    }),
    ...price,
    chargeCalculationType: oneOf([2, 3, 4], {
      description:
        'Of percent: 2 of the amount (default), 3 of amount and interest, 4 of interest.',
      example: 2,
    }).optional(),
    penalty: flag.optional(),
  })
  .superRefine(onePrice)

const overdue = z
  .strictObject({
    graceDays: integer(0, MOST_DAYS, {
      description: 'Days after the due date on which nothing is charged yet.',
      example: 5,
    }).optional(),
    ...price,
    chargeCalculationType: oneOf([2, 3], {
      description: 'Of percent: 2 of overdue principal, 3 of principal and interest (default).',
      example: 3,
    }).optional(),
    every: z
      .strictObject({
        count: integer(1, MOST_DAYS, { description: 'So many.', example: 1 }),
        unit: z.enum(['DAYS', 'WEEKS', 'MONTHS'], {
          error: 'Must be one of DAYS, WEEKS, MONTHS.',
        }),
      })
      .optional()
      .meta({ description: 'Charged again after so long; once without it.' }),
  })
  .superRefine(onePrice)

/** What a product sets. What it does not know is refused: a limit that nobody reads lends money. */
export const productConfig = z
  .strictObject({
    minPrincipal: amountMinor({ description: 'The least lent.', example: 100000 }).optional(),
    maxPrincipal: amountMinor({ description: 'The most lent.', example: 10000000 }).optional(),
    tenorMonths: count(1, 'Monthly installments, where numberOfRepayments is not given.', 12),
    numberOfRepayments: count(1, 'Installments.', 12),
    repaymentEvery: count(1, 'So many apart; 1.', 1),
    repaymentFrequencyType: code(CODES.repaymentUnit, '0 days, 1 weeks, 2 months (default).', 2),
    interestRatePerPeriod: percent({ description: 'In percent; 0.', example: 24 }).optional(),
    interestRateFrequencyType: code(
      CODES.ratePeriod,
      '0 a day, 1 a week, 2 a month, 3 a year (default), 4 the whole term.',
      3,
    ),
    interestType: code(CODES.interestType, '0 declining balance (default), 1 flat.', 0),
    amortizationType: code(
      CODES.amortization,
      '0 equal principal, 1 equal installments (default).',
      1,
    ),
    interestCalculationPeriodType: code(
      CODES.interestCalculation,
      '0 daily, 1 same as the repayment period (default).',
      1,
    ),
    allowPartialPeriodInterestCalculation: flag.optional(),
    daysInYearType: code(CODES.daysInYear, '1 actual (default), 360, 364, 365.', 1),
    daysInMonthType: code(CODES.daysInMonth, '1 actual (default), 30.', 1),
    graceOnPrincipalPayment: count(0, 'First installments that pay no principal.', 0),
    graceOnInterestPayment: count(0, 'First installments whose interest falls due later.', 0),
    graceOnInterestCharged: count(0, 'First installments that bear no interest.', 0),
    installmentAmountInMultiplesOfMinor: amountMinor({
      description: 'Installments are rounded to it.',
      example: 100,
    }).optional(),
    transactionProcessingStrategyCode: z
      .enum(STRATEGIES, { error: `Must be one of ${STRATEGIES.join(', ')}.` })
      .optional()
      .meta({ description: 'What a payment pays first; mifos-standard-strategy.' }),
    fees: z.array(fee).max(MOST_FEES, `Must have at most ${MOST_FEES}.`).optional(),
    overdue: overdue.optional(),
    settlementRebate: flag
      .optional()
      .meta({ description: 'Interest to come is forgiven to who settles early.' }),
  })
  .superRefine((config, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    const { minPrincipal: least, maxPrincipal: most } = config
    if (least !== undefined && most !== undefined && least > most) {
      wrong('maxPrincipal', 'Must not be less than minPrincipal.')
    }
    const read = termsOfProduct(config as ProductConfig, String(most ?? least ?? 100_000))
    if (read === null) {
      wrong('tenorMonths', 'Must be given, or numberOfRepayments.')
      return
    }
    for (const { field, text: message } of faultsOfTerms(read.terms)) wrong(nameOf(field), message)
  })
  .meta({
    id: 'ProductConfig',
    example: { minPrincipal: 100000, maxPrincipal: 10000000, tenorMonths: 12 },
  })

interface Price {
  amountMinor?: number | undefined
  percent?: number | undefined
  chargeCalculationType?: number | undefined
}

function onePrice(
  { amountMinor: flat, percent: share, chargeCalculationType: of }: Price,
  context: z.RefinementCtx,
): void {
  const wrong = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message })
  if ((flat === undefined) === (share === undefined)) {
    wrong('amountMinor', 'Either this or percent must be given.')
  }
  if (share === 0) wrong('percent', 'Must be greater than 0.')
  if (flat !== undefined && of !== undefined) {
    wrong('chargeCalculationType', 'Is of percent only.')
  }
}

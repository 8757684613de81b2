import { z } from 'zod'
import 'zod-openapi'

import type { ChargeTerms, LoanTerms, OverdueRule } from '../../../domain/events/lending/loan-terms'
import { isCivilDate } from '../../../domain/values/calendar'

export const day = z
  .string()
  .refine(isCivilDate, 'Must be a date that exists: yyyy-MM-dd.')
  .meta({ example: '2026-02-10', override: { type: 'string', format: 'date' } })

/** As the stream has it: every digit counts. */
export const minorUnits = z
  .string()
  .regex(/^(0|[1-9]\d{0,14})$/, 'Must be minor units as decimal digits.')
  .meta({ example: '612000' })

/** Of a rate or a percentage. */
export const decimal = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,20})?$/, 'Must be a decimal number as text.')
  .meta({ example: '2.5' })

const count = z.int().min(1).max(100_000)
const grace = z.int().min(0).max(100_000)
const unit = z.enum(['DAYS', 'WEEKS', 'MONTHS'])
const amountRate = z.strictObject({ amount: minorUnits })

export const terms: z.ZodType<LoanTerms> = z.strictObject({
  principal: minorUnits,
  numberOfRepayments: count,
  repaymentEvery: count,
  repaymentUnit: unit,
  loanTerm: count,
  loanTermUnit: unit,
  interestRate: decimal,
  ratePeriod: z.enum(['DAY', 'WEEK', 'MONTH', 'YEAR', 'WHOLE_TERM']),
  interestType: z.enum(['DECLINING_BALANCE', 'FLAT']),
  amortization: z.enum(['EQUAL_PRINCIPAL', 'EQUAL_INSTALLMENTS']),
  interestCalculation: z.enum(['DAILY', 'SAME_AS_REPAYMENT_PERIOD']),
  partialPeriods: z.boolean(),
  daysInYear: z.literal(['ACTUAL', 360, 364, 365]),
  daysInMonth: z.literal(['ACTUAL', 30]),
  graceOnPrincipal: grace,
  graceOnInterestPayment: grace,
  interestFreePeriods: grace,
  firstRepaymentOn: day.nullable(),
  installmentMultiple: minorUnits.nullable(),
  strategy: z.enum([
    'mifos-standard-strategy',
    'interest-principal-penalties-fees-order-strategy',
    'principal-interest-penalties-fees-order-strategy',
  ]),
})

export const charge: z.ZodType<ChargeTerms> = z.strictObject({
  index: grace,
  time: z.enum(['DISBURSEMENT', 'DUE_DATE', 'INSTALLMENT']),
  rate: z.union([
    amountRate,
    z.strictObject({
      percent: decimal,
      of: z.enum(['AMOUNT', 'AMOUNT_AND_INTEREST', 'INTEREST']),
    }),
  ]),
  penalty: z.boolean(),
  dueOn: day.nullable(),
})

export const overdueRule: z.ZodType<OverdueRule> = z.strictObject({
  graceDays: grace,
  rate: z.union([
    amountRate,
    z.strictObject({ percent: decimal, of: z.enum(['AMOUNT', 'AMOUNT_AND_INTEREST']) }),
  ]),
  every: z.strictObject({ count, unit }).nullable(),
})

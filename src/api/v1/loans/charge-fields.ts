import { CHARGE_CALCULATIONS, CHARGE_TIMES, CODES } from '../../../domain/engine/codes'
import type {
  ChargeRate,
  ChargeTerms,
  OverdueRule,
} from '../../../domain/events/lending/loan-terms'
import type { FieldError } from '../../../platform/errors'
import { mandatory, optional } from '../fields/field'
import { missing } from '../fields/form'
import type { Fields, Values } from '../fields/form'
import { codeOf, money, rate, whole } from '../fields/numbers'
import { day, flag, text } from '../fields/texts'
import { wrong, Wrong } from '../fields/problem'
import type { Kind } from '../fields/field'

const MOST_DAYS = 36_500

/** Any number: whether it is money or a percentage depends on what else is said. */
const anyAmount: Kind<unknown> = {
  read: (value) => value,
  schema: { anyOf: [{ type: 'number', exclusiveMinimum: 0 }, { type: 'string' }] },
}

/** The fields of a charge, in `charges[]` and as a body. */
export const chargeShape = {
  name: mandatory(text, {
    description: 'Shown; it is sent to the Accounting that keeps the books, and nowhere else.',
    example: 'Processing',
  }),
  amount: mandatory(anyAmount, {
    description: 'Money in major units, or percent where it is calculated.',
    example: 300,
  }),
  chargeTimeType: mandatory(codeOf(CHARGE_TIMES.words), {
    description:
      '1 at disbursement, 2 on its due date, 8 with every installment, 9 on what is overdue (with an application only).',
    example: 1,
  }),
  chargeCalculationType: optional(codeOf(CHARGE_CALCULATIONS.words), 'FLAT' as const, {
    description: '1 flat, 2 percent of the amount, 3 of amount and interest, 4 of interest.',
    example: 1,
  }),
  penalty: optional(flag, false, { description: 'A penalty, not a fee.', example: false }),
  dueDate: optional(day, null, { description: 'Of time 2.', example: null }),
  graceDays: optional(whole(0, MOST_DAYS), 0, {
    description: 'Of time 9: days after the due date on which nothing is charged yet.',
    example: null,
  }),
  feeInterval: optional(whole(1, MOST_DAYS), null, {
    description: 'Of time 9: charged again after so many of `feeFrequency`; once without it.',
    example: null,
  }),
  feeFrequency: optional(codeOf(CODES.repaymentUnit.words), null, {
    description: 'Of time 9: 0 days, 1 weeks, 2 months.',
    example: null,
  }),
} satisfies Fields

export type ChargeValues = Values<typeof chargeShape>

/** What is charged when: a charge, or the rule of what is overdue. */
export type ReadCharge =
  { name: string; charge: Omit<ChargeTerms, 'index'> } | { name: string; overdue: OverdueRule }

/** What its fields say together, or what is wrong with that. */
export function chargeOf(values: ChargeValues, exponent: number): ReadCharge | FieldError[] {
  const {
    name,
    chargeTimeType: time,
    penalty,
    dueDate,
    graceDays,
    feeInterval,
    feeFrequency,
  } = values
  const read = rateOf(values, exponent)
  const errors = read instanceof Wrong ? problemsOf(read) : []
  if (time === 'OVERDUE' && feeInterval !== null && feeFrequency === null) {
    errors.push(missing('feeFrequency'))
  }
  if (errors.length > 0 || read instanceof Wrong) return errors
  if (time !== 'OVERDUE') {
    const dueOn = time === 'DUE_DATE' ? dueDate : null
    return { name, charge: { time, rate: read, penalty, dueOn } }
  }
  const every =
    feeInterval === null || feeFrequency === null
      ? null
      : { count: feeInterval, unit: feeFrequency }
  if ('of' in read && read.of === 'INTEREST') {
    const field = 'chargeCalculationType'
    return [{ field, message: 'must be one of [ 1, 2, 3 ].' }]
  }
  return { name, overdue: { graceDays, rate: read as OverdueRule['rate'], every } }
}

function rateOf(values: ChargeValues, exponent: number): ChargeRate | Wrong {
  const { amount, chargeCalculationType: of } = values
  if (of === 'FLAT') {
    const minor = money(exponent).read(amount)
    return minor instanceof Wrong ? minor : { amount: minor.toString() }
  }
  const percent = rate.read(amount)
  if (percent instanceof Wrong) return percent
  return percent === '0' ? wrong('must be greater than 0.') : { percent, of }
}

function problemsOf({ problems }: Wrong): FieldError[] {
  return problems.map(({ message }) => ({ field: 'amount', message }))
}

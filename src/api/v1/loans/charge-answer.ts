import { LosslessNumber } from 'lossless-json'
import { z } from 'zod'
import 'zod-openapi'

import { CHARGE_CALCULATIONS, CHARGE_TIMES, codeOf } from '../../../domain/engine/codes'
import type { DerivedCharge } from '../../../domain/engine/derived-loan'
import type { LendingRecord } from '../../../views/lending/lending-record'
import { wireAmount } from '../../wire/amount'
import { civilDate, money } from '../../wire/books-schemas'

export const chargeAnswer = z
  .object({
    id: z.string().meta({ description: 'Its number.', example: '3' }),
    name: z.string(),
    amount: money.meta({ description: 'As it was asked for: money, or percent.' }),
    amountDue: money,
    amountPaid: money,
    amountWaived: money,
    amountOutstanding: money,
    chargeTimeType: z.int(),
    chargeCalculationType: z.int(),
    penalty: z.boolean(),
    dueDate: civilDate.nullable(),
    reversed: z.boolean().meta({
      description: 'A penalty of an installment that turned out not to have been overdue.',
    }),
  })
  .meta({ id: 'LoanCharge' })

type ChargeAnswer = z.infer<typeof chargeAnswer>

const OVERDUE_NAME = 'Overdue penalty'

export function toChargeAnswer(
  record: LendingRecord,
  charge: DerivedCharge,
  exponent: number,
): ChargeAnswer {
  const { eventId, index, time, rate, penalty, dueOn, amount, paid, waived } = charge
  const { chargeNames, chargeName } = record.words[eventId] ?? {}
  const number = record.charges.find((one) => one.eventId === eventId && one.index === index)
  const wire = (minor: bigint) => wireAmount(minor, exponent)
  const isByClock = record.facts.some((fact) => fact.eventId === eventId && fact.kind === 'PENALTY')
  return {
    id: number?.id ?? '0',
    name: chargeNames?.[index] ?? chargeName ?? OVERDUE_NAME,
    amount: 'amount' in rate ? wire(BigInt(rate.amount)) : new LosslessNumber(rate.percent),
    amountDue: wire(amount),
    amountPaid: wire(paid),
    amountWaived: wire(waived),
    amountOutstanding: wire(outstandingOf(charge)),
    chargeTimeType: codeOf(CHARGE_TIMES, isByClock ? 'OVERDUE' : time),
    chargeCalculationType: codeOf(CHARGE_CALCULATIONS, 'amount' in rate ? 'FLAT' : rate.of),
    penalty,
    dueDate: dueOn,
    reversed: charge.reversed,
  }
}

/** What is kept back at the disbursement is open until then. */
function outstandingOf({ time, amount, paid, parts }: DerivedCharge): bigint {
  if (time === 'DISBURSEMENT') return amount - paid
  return parts.reduce((sum, { outstanding }) => sum + outstanding, 0n)
}

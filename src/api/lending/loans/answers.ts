import { z } from 'zod'
import 'zod-openapi'

import type { DerivedLoan, Installment } from '../../../domain/engine/derived-loan'
import { openOf } from '../../../domain/engine/running-rows'
import { PORTIONS, sumOf } from '../../../domain/engine/portions'
import { derivedOf } from '../../../views/lending/lending-loan'
import type { LendingRecord } from '../../../views/lending/lending-record'
import { accountNoOf } from '../../wire/account-no'
import { wireAmount } from '../../wire/amount'
import { civilDate, money } from '../../wire/books-schemas'
import { stateOf } from './state'

/** An amount in minor units. */
export const minor = z.int()

export const statusAnswer = z.object({
  id: z.int().meta({ description: 'Apache Fineract’s number of the state.' }),
  value: z.string().meta({ example: 'loanStatusType.active' }),
})

export const loanAccount = z
  .object({
    id: z.int(),
    accountNo: z.string().meta({ example: '0000008237' }),
    status: statusAnswer,
    loanProductId: z.int().meta({ description: '0 of a pushed loan.' }),
    loanProductName: z.string().meta({ description: 'The product’s code; (pushed) without one.' }),
    principal: money.meta({ description: 'In major units.' }),
    currency: z.object({ code: z.string() }),
  })
  .meta({ id: 'LoanAccount' })

export const nextDue = z
  .object({ number: z.int(), dueDate: civilDate, totalMinor: minor })
  .nullable()
  .meta({ description: 'The first installment of which something is open, and how much.' })

export const loanSchedule = z
  .object({
    loanId: z.string(),
    currency: z.string(),
    installments: z.array(
      z.object({
        number: z.int(),
        dueDate: civilDate,
        principalMinor: minor,
        interestMinor: minor,
        feesMinor: minor,
        penaltiesMinor: minor,
        totalMinor: minor,
        paid: z.boolean().meta({ description: 'Nothing of it is open.' }),
      }),
    ),
    nextDue,
  })
  .meta({ id: 'RepaymentSchedule' })

const PUSHED = '(pushed)'

export function toLoanAccount(
  { no, row }: LendingRecord,
  productCode: string | null,
  { currency, exponent }: { currency: string; exponent: number },
): z.infer<typeof loanAccount> {
  const { id, value } = stateOf(row?.status ?? null)
  return {
    ...{ id: Number(no), accountNo: accountNoOf(no), status: { id, value } },
    ...{ loanProductId: row?.productNo ?? 0, loanProductName: productCode ?? PUSHED },
    principal: wireAmount(BigInt(row?.principal ?? 0), exponent),
    currency: { code: currency },
  }
}

export function toLoanSchedule(
  record: LendingRecord,
  currency: string,
): z.infer<typeof loanSchedule> {
  const schedule = derivedOf(record)?.schedule ?? []
  const next = schedule.find((installment) => openTotal(installment) > 0n)
  return {
    ...{ loanId: record.loanId, currency },
    installments: schedule.map(toInstallment),
    nextDue:
      next === undefined
        ? null
        : { number: next.no, dueDate: next.due, totalMinor: Number(openTotal(next)) },
  }
}

function toInstallment(installment: DerivedLoan['schedule'][number]) {
  const { no, due, owed } = installment
  return {
    ...{ number: no, dueDate: due },
    principalMinor: Number(owed.principal),
    interestMinor: Number(owed.interest),
    feesMinor: Number(owed.fees),
    penaltiesMinor: Number(owed.penalties),
    totalMinor: Number(sumOf(owed)),
    paid: openTotal(installment) === 0n,
  }
}

function openTotal(installment: Installment): bigint {
  return PORTIONS.reduce((sum, portion) => sum + openOf(installment, portion), 0n)
}

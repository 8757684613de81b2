import { z } from 'zod'
import 'zod-openapi'

import type { DerivedLoan } from '../../../domain/engine/derived-loan'
import type { LendingRecord, TransactionRecord } from '../../../views/lending/lending-record'
import { wireAmount } from '../../wire/amount'
import { civilDate, eventId, money } from '../../wire/books-schemas'
import { parts } from './schedule-answer'

export const TRANSACTION_TYPES = [
  ...['Disbursement', 'Repayment (at time of disbursement)', 'Repayment', 'Waive interest'],
  ...['Waive loan charges', 'Write-Off', 'Refund', 'Credit Balance Refund', 'Credit transfer'],
  ...['Accrual', 'Overdue penalty'],
]

/** What is no transaction of anybody's: the clock's own work. */
export const BY_THE_CLOCK: readonly string[] = ['Accrual', 'Overdue penalty']

export const transactionAnswer = z
  .object({
    id: z.string().meta({ description: 'Its number.', example: '22' }),
    loanId: z.string().meta({ description: 'The loan’s number.', example: '11' }),
    type: z.enum(TRANSACTION_TYPES),
    date: civilDate,
    amount: money,
    principal: money,
    interest: money,
    fees: money,
    penalties: money,
    overpaymentPortion: money,
    principalAfter: money.nullable(),
    outstandingAfter: money.nullable().meta({
      description: 'The loan’s total right after it; null of one that no longer stands.',
    }),
    reversed: z.boolean(),
    reversedOn: civilDate.nullable(),
    replacedBy: z
      .string()
      .nullable()
      .meta({ description: 'What stands instead, where the payment was divided anew.' }),
    paymentTypeId: z.int().nullable(),
    receiptNumber: z.string().nullable(),
    note: z.string().nullable(),
    destination: z
      .object({ type: z.string(), reference: z.string() })
      .nullable()
      .meta({ description: 'Of what is paid out: where to.' }),
    eventId,
  })
  .meta({ id: 'LoanTransaction' })

export type TransactionAnswer = z.infer<typeof transactionAnswer>

/** What pushed events are as transactions. */
const OF_PUSHED: Record<string, string> = {
  DISBURSEMENT: 'Disbursement',
  REPAYMENT: 'Repayment',
  EARLY_SETTLEMENT: 'Repayment',
  REVENUE_REPORT: 'Accrual',
  CREDIT_REFUND: 'Credit Balance Refund',
  WRITE_OFF: 'Write-Off',
}

/** @param derived null of a pushed loan, which keeps no running balances */
export function toTransactionAnswer(
  { no, words }: Pick<LendingRecord, 'no' | 'words'>,
  derived: DerivedLoan | null,
  row: TransactionRecord,
  exponent: number,
): TransactionAnswer {
  const said = words[row.eventId] ?? {}
  const split =
    row.reversedOn === null
      ? derived?.splits.find(({ eventId: id, part }) => id === row.eventId && part === row.part)
      : undefined
  const wire = (minor: string) => wireAmount(BigInt(minor), exponent)
  const figures = {
    principal: BigInt(row.principal),
    interest: BigInt(row.interest),
    fees: BigInt(row.fees),
    penalties: BigInt(row.penalties),
  }
  return {
    ...{ id: row.id, loanId: no, type: OF_PUSHED[row.type] ?? row.type, date: row.date },
    amount: wire(row.amount),
    ...parts(figures, '', exponent),
    overpaymentPortion: wire(row.overpayment),
    principalAfter: split === undefined ? null : wireAmount(split.principalAfter, exponent),
    outstandingAfter: split === undefined ? null : wireAmount(split.totalAfter, exponent),
    reversed: row.reversedOn !== null,
    ...{ reversedOn: row.reversedOn, replacedBy: row.replacedBy },
    paymentTypeId: said.paymentTypeId ?? null,
    receiptNumber: said.receiptNumber ?? null,
    note: said.note ?? null,
    destination: (row.part === 0 ? said.destination : null) ?? null,
    eventId: row.eventId,
  }
}

/** What the event came to last: a row that replaced another, or the one that was taken back. */
export function latestOf(record: LendingRecord, event: string): TransactionRecord | null {
  return record.transactions.findLast(({ eventId: id, part }) => id === event && part === 0) ?? null
}

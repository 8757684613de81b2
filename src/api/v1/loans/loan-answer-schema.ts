import { z } from 'zod'
import 'zod-openapi'

import { civilDate, money } from '../../wire/books-schemas'
import { chargeAnswer } from './charge-answer'
import { scheduleRow, totalsOfParts } from './schedule-answer'
import { transactionAnswer } from './transaction-answer'

const day = civilDate.nullable()

const timeline = z.object({
  submittedOnDate: day,
  approvedOnDate: day,
  expectedDisbursementDate: day,
  disbursedOnDate: day,
  expectedMaturityDate: day,
  actualMaturityDate: day,
  closedOnDate: day,
  overpaidOnDate: day,
  rejectedOnDate: day,
  withdrawnOnDate: day,
  writtenOffOnDate: day,
})

const figures = {
  principal: money.meta({ description: 'Disbursed; before, approved; before, applied for.' }),
  approvedPrincipal: money.nullable(),
  totalOutstanding: money,
  principalOutstanding: money,
  interestOutstanding: money,
  feesOutstanding: money,
  penaltiesOutstanding: money,
  overpaidAmount: money.meta({ description: 'Credit of the customer.' }),
}

const names = {
  externalId: z.string().meta({ description: 'Its key, which the other doors know it by.' }),
  customerId: z.string().nullable().meta({ description: 'The customer’s number.', example: '7' }),
  productId: z.string().meta({ description: '0 of a pushed loan.', example: '1' }),
  status: z.string().meta({ example: 'Active' }),
}

/** A loan in a list. */
export const listedLoan = z
  .object({
    id: z.string().meta({ description: 'Its number.', example: '11' }),
    ...names,
    ...figures,
    submittedOnDate: day,
    disbursedOnDate: day,
    expectedMaturityDate: day,
    closedOnDate: day,
  })
  .meta({ id: 'ListedLmsLoan' })

export const loanAnswer = z
  .object({
    id: z
      .string()
      .nullable()
      .meta({ description: 'Its number; null in a dry run that makes it.', example: '11' }),
    ...names,
    customerName: z.string().nullable(),
    productName: z.string(),
    currency: z.string(),
    ...figures,
    feesDueAtDisbursement: money,
    vatOnCharges: money.nullable(),
    netDisbursal: money.nullable().meta({
      description: 'What is paid out: less charges at disbursement and VAT on them.',
    }),
    notice: z.string().nullable().meta({
      description: 'What the loan no longer does, and why; null of almost every loan.',
    }),
    daysOverdue: z.int(),
    arrears: money.meta({ description: 'Principal and interest past their due dates.' }),
    summary: z.object({
      ...totalsOfParts('Paid'),
      totalRepayment: money,
      ...totalsOfParts('Waived'),
      ...totalsOfParts('WrittenOff'),
    }),
    timeline,
    schedule: z.array(scheduleRow),
    charges: z.array(chargeAnswer),
    transactions: z.array(transactionAnswer),
  })
  .meta({ id: 'LmsLoan' })

export type LoanAnswer = z.infer<typeof loanAnswer>
export type ListedLoanAnswer = z.infer<typeof listedLoan>

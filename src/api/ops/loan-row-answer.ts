import { z } from 'zod'
import 'zod-openapi'

import type { Business } from '../../business/business'
import type { LoanListRow, LoanTotals } from '../../operations/loan-list'
import { wireAmount } from '../wire/amount'
import { civilDate, instant, money } from '../wire/books-schemas'
import { loanId } from './answers'

const count = z.int().nonnegative()

const figures = {
  principal: money.meta({ description: 'What was disbursed.' }),
  principalOutstanding: money,
  interestOutstanding: money,
  feesOutstanding: money,
  penaltiesOutstanding: money,
  creditBalance: money,
}

export const loanRow = z
  .object({
    loanId,
    number: z.string().meta({ description: 'Of the loan at /v1.', example: '11' }),
    customerId: z.string().nullable().meta({ example: 'C-1001' }),
    customerName: z.string().nullable().meta({ example: 'Asha Mwakyusa' }),
    product: z.string().nullable().meta({ description: 'Null of a pushed loan.' }),
    door: z.enum(['push', 'lms']).meta({ description: 'Where it comes from.' }),
    status: z.string().meta({ example: 'Active' }),
    health: z.enum(['OK', 'RETRYING', 'PARKED']),
    disbursedOn: civilDate.nullable(),
    ...figures,
    daysOverdue: count
      .nullable()
      .meta({ description: 'Since the oldest of what is unpaid was due; null where nothing is.' }),
    events: count,
    lastEventAt: instant.nullable(),
  })
  .meta({ id: 'ListedLoan' })

export const loanTotals = z
  .object({ loans: count, ...figures })
  .meta({ id: 'LoanTotals', description: 'Of all that the filter names.' })

type Figures = Pick<LoanListRow, keyof typeof figures>

export function toLoanRow(
  { home, ...row }: LoanListRow,
  business: Business,
): z.infer<typeof loanRow> {
  return { ...row, door: home === 'PUSH' ? 'push' : 'lms', ...wired(row, business) }
}

export function toLoanTotals(totals: LoanTotals, business: Business): z.infer<typeof loanTotals> {
  return { loans: totals.loans, ...wired(totals, business) }
}

function wired(row: Figures, { exponent }: Business) {
  const wire = (minor: string) => wireAmount(BigInt(minor), exponent)
  return {
    principal: wire(row.principal),
    principalOutstanding: wire(row.principalOutstanding),
    interestOutstanding: wire(row.interestOutstanding),
    feesOutstanding: wire(row.feesOutstanding),
    penaltiesOutstanding: wire(row.penaltiesOutstanding),
    creditBalance: wire(row.creditBalance),
  }
}

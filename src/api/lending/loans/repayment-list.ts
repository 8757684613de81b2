import { z } from 'zod'
import 'zod-openapi'

import type { TransactionRecord } from '../../../views/lending/lending-record'
import { reply } from '../../routing/route'
import { civilDate } from '../../wire/books-schemas'
import { pageAnswer, pageShape } from '../../wire/page'
import { lendingRoute, MAY_READ } from '../lending-route'
import { linksOf } from '../links'
import { minor } from './answers'
import { ONE_LOAN } from './command-routes'
import { LOANS } from './lending-command'
import { recordOf } from './loan-routes'

const REPAYMENTS = ['Repayment', 'REPAYMENT', 'EARLY_SETTLEMENT']

const repayment = z
  .object({
    transactionId: z.string(),
    date: civilDate,
    amountMinor: minor,
    principalMinor: minor,
    interestMinor: minor,
    feesMinor: minor,
    penaltiesMinor: minor,
    overpaymentMinor: minor,
    reversedOn: civilDate.nullable(),
    reference: z.string().nullable(),
  })
  .meta({ id: 'LoanAccountPayment' })

export const repaymentList = lendingRoute({
  ...ONE_LOAN,
  method: 'GET',
  path: `${LOANS}/{loanId}/repayments`,
  scopes: MAY_READ,
  query: z.strictObject(pageShape),
  answers: {
    200: {
      description: 'In order of their numbers, those that were taken back too.',
      headers: z.object({ Link: z.string() }),
      schema: pageAnswer('LoanAccountPayments', repayment),
    },
  },
  docs: { tag: 'Repayments', operationId: 'listLoanAccountPayments', summary: 'List repayments' },
  async handle(deps, { caller, params, query: { page, rows }, http }) {
    const record = await recordOf(deps, caller, params.loanId)
    if (record === null) return null
    const all = record.transactions.filter(
      ({ type, replacedBy }) => REPAYMENTS.includes(type) && replacedBy === null,
    )
    const items = all
      .slice((page - 1) * rows, page * rows)
      .map((row) => toRepayment(row, record.words[row.eventId]?.receiptNumber ?? null))
    const found = { items, total: all.length, page, rowsPerPage: rows }
    return reply(200, found, { Link: linksOf(http.originalUrl, found) })
  },
})

function toRepayment(row: TransactionRecord, reference: string | null): z.infer<typeof repayment> {
  return {
    ...{ transactionId: row.id, date: row.date, amountMinor: Number(row.amount) },
    principalMinor: Number(row.principal),
    interestMinor: Number(row.interest),
    feesMinor: Number(row.fees),
    penaltiesMinor: Number(row.penalties),
    overpaymentMinor: Number(row.overpayment),
    ...{ reversedOn: row.reversedOn, reference },
  }
}

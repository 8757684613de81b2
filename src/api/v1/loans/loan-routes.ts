import { z } from 'zod'
import 'zod-openapi'

import { DERIVED_STATUSES } from '../../../domain/engine/derived-loan'
import { findLendingRecord } from '../../../views/lending/lending-record'
import { listLoans } from '../../../views/lending/list-loans'
import type { ListedLoan } from '../../../views/lending/list-loans'
import { reply } from '../../routing/route'
import { pageAnswer, pageShape } from '../../wire/page'
import { numberInPath } from '../number-in-path'
import { MAY_READ, v1Route } from '../v1-route'
import { shownLoan } from './answers'
import { LOANS } from './command-route'
import { figuresOf } from './figures'
import { listedLoan, loanAnswer } from './loan-answer-schema'
import type { ListedLoanAnswer } from './loan-answer-schema'
import { listedExample, loanExample } from './loan-examples'
import { NO_SUCH_LOAN } from './loan-refusals'
import { settlementQuoteRoute } from './settlement-quote-route'
import { statementRoute } from './statement-route'

const list = v1Route({
  method: 'GET',
  path: '/loans',
  scopes: MAY_READ,
  query: z.strictObject({
    ...pageShape,
    status: z
      .enum(DERIVED_STATUSES, { error: `status must be one of ${DERIVED_STATUSES.join(', ')}` })
      .optional()
      .meta({ description: 'Only these.' }),
    customerId: numberInQuery('customerId').optional(),
  }),
  answers: {
    200: {
      description: 'As they stand, in order of their numbers; pushed ones too.',
      schema: pageAnswer('LmsLoans', listedLoan),
      example: { items: [listedExample], total: 1, page: 1, rowsPerPage: 20 },
    },
  },
  docs: { tag: LOANS, operationId: 'listLmsLoans', summary: 'List loans' },
  async handle({ database }, { caller: { business }, query: { page, rows, status, customerId } }) {
    const filter = { status: status && [status], customerNo: customerId }
    const found = await listLoans(database, business.id, filter, { page, rows })
    const items = found.items.map((loan) => toListed(loan, business.exponent))
    return reply(200, { ...found, items })
  },
})

const look = v1Route({
  method: 'GET',
  path: '/loans/{loan}',
  scopes: MAY_READ,
  params: { loan: numberInPath('11') },
  missing: NO_SUCH_LOAN,
  query: z.strictObject({
    include: z
      .enum(['accruals'], { error: 'include must be accruals' })
      .optional()
      .meta({ description: 'Transactions that the clock books too.' }),
  }),
  answers: { 200: { description: 'As it stands.', schema: loanAnswer, example: loanExample } },
  docs: {
    tag: LOANS,
    operationId: 'getLmsLoan',
    summary: 'A loan with its schedule, charges and transactions',
  },
  async handle(deps, { caller, params: { loan }, query: { include } }) {
    const record = await findLendingRecord(deps.database, caller.business.id, loan.toString())
    const answer = record && shownLoan(deps, caller, record, include === 'accruals')
    return answer && reply(200, answer)
  },
})

export const loanRoutes = [list, look, settlementQuoteRoute, statementRoute]

function toListed(loan: ListedLoan, exponent: number): ListedLoanAnswer {
  return {
    ...{ id: loan.no, externalId: loan.loanId, customerId: loan.customerNo },
    ...{ productId: String(loan.productNo ?? 0), status: loan.status },
    ...figuresOf(loan, exponent),
    submittedOnDate: loan.submittedOn,
    disbursedOnDate: loan.disbursedOn,
    expectedMaturityDate: loan.maturesOn,
    closedOnDate: loan.closedOn,
  }
}

function numberInQuery(name: string) {
  return z
    .string({ error: `${name} must be given once` })
    .regex(/^\d{1,18}$/, { error: `${name} must be a whole number` })
    .transform(BigInt)
    .meta({ description: 'Only of this one.', override: { type: 'string', pattern: '^\\d+$' } })
}

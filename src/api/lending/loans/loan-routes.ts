import { z } from 'zod'
import 'zod-openapi'

import type { Caller } from '../../../identity/caller'
import { productCodeOf } from '../../../views/lending/lending-loan'
import { findLendingRecord } from '../../../views/lending/lending-record'
import type { LendingRecord } from '../../../views/lending/lending-record'
import { listLoans } from '../../../views/lending/list-loans'
import type { ListedLoan } from '../../../views/lending/list-loans'
import { reply } from '../../routing/route'
import { id } from '../../wire/fields'
import { pageAnswer, pageShape } from '../../wire/page'
import { lendingRoute, MAY_READ } from '../lending-route'
import type { LendingDeps } from '../lending-route'
import { linksOf } from '../links'
import { accountNoOf } from '../../wire/account-no'
import {
  loanAccount,
  loanSchedule,
  minor,
  nextDue,
  statusAnswer,
  toLoanAccount,
  toLoanSchedule,
} from './answers'
import { ONE_LOAN } from './command-routes'
import { findCalled, LOANS } from './lending-command'
import { STATE_NAMES, stateOf, statusesOf } from './state'

const tag = 'Loans'

const listed = z
  .object({
    loanId: z.string(),
    id: z.int(),
    accountNo: z.string(),
    state: z.enum(STATE_NAMES),
    status: statusAnswer,
    customerId: z.string().nullable(),
    productCode: z.string().nullable().meta({ description: 'Null of a pushed loan.' }),
    principalMinor: minor,
    outstandingMinor: minor,
    currency: z.string(),
    nextDue,
  })
  .meta({ id: 'ListedLoanAccount' })

const states = z
  .string({ error: 'Must be given once.' })
  .transform((given) => given.toUpperCase().split(','))
  .refine((given) => given.every((state) => STATE_NAMES.includes(state)), {
    error: `Must be some of ${STATE_NAMES.join(', ')}, with commas.`,
  })
  .optional()
  .meta({ description: 'Only in these states, with commas.', override: { type: 'string' } })

const list = lendingRoute({
  method: 'GET',
  path: LOANS,
  scopes: MAY_READ,
  query: z.strictObject({
    ...pageShape,
    status: states,
    productCode: id('Only of this product.', 'LOAN_BASIC').optional(),
    customerId: id('Only of this customer.', 'C-1').optional(),
  }),
  answers: {
    200: {
      description: 'As they stand, in the order in which they were made; pushed ones too.',
      headers: z.object({
        Link: z.string().meta({ description: 'first, prev, next and last, by RFC 8288.' }),
      }),
      schema: pageAnswer('LoanAccounts', listed),
    },
  },
  docs: { tag, operationId: 'listLoanAccounts', summary: 'List loans' },
  async handle({ database }, { caller: { business }, query, http }) {
    const { page, rows, status, productCode, customerId } = query
    const filter = {
      status: status && statusesOf(status),
      ...{ productCode, customerId },
      withNextDue: true,
    }
    const found = await listLoans(database, business.id, filter, { page, rows })
    const items = found.items.map((loan) => toListed(loan, business.currency))
    return reply(200, { ...found, items }, { Link: linksOf(http.originalUrl, found) })
  },
})

const look = lendingRoute({
  ...ONE_LOAN,
  method: 'GET',
  path: `${LOANS}/{loanId}`,
  scopes: MAY_READ,
  answers: { 200: { description: 'As it stands.', schema: loanAccount } },
  docs: { tag, operationId: 'getLoanAccount', summary: 'A loan' },
  async handle(deps, { caller, params }) {
    const record = await recordOf(deps, caller, params.loanId)
    return record && reply(200, toLoanAccount(record, productCodeOf(record), caller.business))
  },
})

const schedule = lendingRoute({
  ...ONE_LOAN,
  method: 'GET',
  path: `${LOANS}/{loanId}/schedule`,
  scopes: MAY_READ,
  answers: {
    200: {
      description: 'Before the disbursement as it would be; empty of a pushed loan.',
      schema: loanSchedule,
    },
  },
  docs: { tag, operationId: 'getRepaymentSchedule', summary: 'A loan’s repayment schedule' },
  async handle(deps, { caller, params }) {
    const record = await recordOf(deps, caller, params.loanId)
    return record && reply(200, toLoanSchedule(record, caller.business.currency))
  },
})

export const loanRoutes = [list, look, schedule]

/** Null where the business has no such loan. */
export async function recordOf(
  deps: LendingDeps,
  caller: Caller,
  loanIds: readonly string[],
): Promise<LendingRecord | null> {
  const loan = await findCalled(deps, caller, loanIds)
  return loan && findLendingRecord(deps.database, caller.business.id, loan.no)
}

function toListed(loan: ListedLoan, currency: string): z.infer<typeof listed> {
  const { state, id: no, value } = stateOf(loan.status)
  const open = [
    ...[loan.principalOutstanding, loan.interestOutstanding],
    ...[loan.feesOutstanding, loan.penaltiesOutstanding],
  ]
  const next = loan.nextDue
  return {
    ...{ loanId: loan.loanId, id: Number(loan.no), accountNo: accountNoOf(loan.no) },
    ...{ state, status: { id: no, value } },
    ...{ customerId: loan.customerId, productCode: loan.productCode },
    principalMinor: Number(loan.principal),
    outstandingMinor: open.reduce((sum, amount) => sum + Number(amount), 0),
    currency,
    nextDue: next && { number: next.number, dueDate: next.dueDate, totalMinor: Number(next.total) },
  }
}

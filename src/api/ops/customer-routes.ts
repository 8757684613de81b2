import { z } from 'zod'
import 'zod-openapi'

import { todayIn } from '../../domain/values/calendar'
import { loanList } from '../../operations/loan-list'
import { rectifyCustomer } from '../../operations/rectify-customer'
import type { Database } from '../../platform/database'
import { findCustomer } from '../../views/customer-view'
import { bodyOf } from '../routing/request-body'
import { reply } from '../routing/route'
import { instant } from '../wire/books-schemas'
import { text } from '../wire/fields'
import { firstNamed, idInPath } from '../wire/id-in-path'
import { actorOf } from '../wire/actor'
import * as examples from './examples'
import { decisionShape } from './fields'
import { loanRow as loanExample } from './loan-examples'
import { loanRow, toLoanRow } from './loan-row-answer'
import { MAY_OPERATE, MAY_READ, opsRoute } from './ops-route'
import { noQuery } from './requests'

const named = z.object({
  name: z.string(),
  namedBy: z
    .string()
    .nullable()
    .meta({ description: 'The key it came with, by its prefix, or the operator.' }),
  namedAt: instant,
})

const customer = named
  .extend({
    customerId: z.string().meta({ example: 'C-1001' }),
    createdAt: instant,
    earlierNames: z
      .array(named.extend({ replacedAt: instant }))
      .meta({ description: 'The latest first.' }),
  })
  .meta({ id: 'Customer' })

const rectification = z
  .strictObject({ name: text('The right name.', 'Asha Mwakyusa'), ...decisionShape })
  .meta({ id: 'Rectification' })

const ONE_CUSTOMER = {
  path: '/customers/{customerId}',
  params: { customerId: idInPath('C-1001') },
  missing: { code: 'CUSTOMER_NOT_FOUND', message: 'There is no customer of this id.' },
  answers: {
    200: { description: 'As it stands.', schema: customer, example: examples.customer },
  },
} as const

const tag = 'Operators'

/** More are in GET /ops/loans?q=. */
const MOST_LOANS = 200

const look = opsRoute({
  ...ONE_CUSTOMER,
  method: 'GET',
  scopes: MAY_READ,
  query: noQuery,
  answers: {
    200: {
      description: 'As it stands.',
      schema: customer.extend({ loans: z.array(loanRow) }).meta({ id: 'CustomerWithLoans' }),
      example: { ...examples.customer, loans: [loanExample] },
    },
  },
  docs: {
    ...{ tag, operationId: 'getCustomer' },
    summary: 'A customer’s name, those it had before, and their loans',
  },
  async handle({ database, clock }, { caller: { business }, params: { customerId } }) {
    const found = await findNamed(database, business.id, customerId)
    if (found === null) return null
    const today = todayIn(business.timeZone, clock.now())
    const { items } = await loanList(
      database,
      {
        ...{ businessId: business.id, today, sort: 'number', isDescending: true },
        filter: { customerId: found.customerId },
      },
      { rows: MOST_LOANS },
    )
    return reply(200, { ...found, loans: items.map((row) => toLoanRow(row, business)) })
  },
})

const rectify = opsRoute({
  ...ONE_CUSTOMER,
  method: 'PUT',
  scopes: MAY_OPERATE,
  body: bodyOf(rectification),
  docs: {
    tag,
    operationId: 'rectifyCustomer',
    summary: 'Put a customer’s name right',
    description:
      'The earlier name is kept, and the audit trail has who and why. The next event of the customer’s home door that carries another name changes it again: put it right there too.',
  },
  async handle({ database }, { caller, params: { customerId }, body: { name, actor, reason } }) {
    const businessId = caller.business.id
    const found = await findNamed(database, businessId, customerId)
    if (found === null) return null
    await rectifyCustomer(database, {
      ...{ businessId, customerId: found.customerId, name, reason },
      actor: actorOf(caller, actor),
    })
    const rectified = await findCustomer(database, businessId, found.customerId)
    return rectified && reply(200, rectified)
  },
})

function findNamed(database: Database, businessId: string, names: readonly string[]) {
  return firstNamed(names, (customerId) => findCustomer(database, businessId, customerId))
}

export const customerRoutes = [look, rectify]

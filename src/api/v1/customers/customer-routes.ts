import { z } from 'zod'

import { findCustomerByNumber, listCustomers } from '../../../lending/customers/find-customers'
import { reply } from '../../routing/route'
import { pageAnswer, pageShape } from '../../wire/page'
import { numberInPath } from '../number-in-path'
import { MAY_READ, v1Route } from '../v1-route'
import { customerAnswer, customerExample, toCustomerAnswer } from './customer-answer'
import { NO_SUCH_CUSTOMER } from './customer-refusals'

const tag = 'Customers'

const list = v1Route({
  method: 'GET',
  path: '/customers',
  scopes: MAY_READ,
  query: z.strictObject(pageShape),
  answers: {
    200: {
      description: 'As they stand, in order of their numbers.',
      schema: pageAnswer('LmsCustomers', customerAnswer),
      example: { items: [customerExample], total: 1, page: 1, rowsPerPage: 20 },
    },
  },
  docs: { tag, operationId: 'listLmsCustomers', summary: 'List customers' },
  async handle({ database }, { caller: { business }, query }) {
    const page = await listCustomers(database, business.id, query)
    return reply(200, { ...page, items: page.items.map(toCustomerAnswer) })
  },
})

const look = v1Route({
  method: 'GET',
  path: '/customers/{customer}',
  scopes: MAY_READ,
  params: { customer: numberInPath('7') },
  missing: NO_SUCH_CUSTOMER,
  answers: {
    200: { description: 'As it stands.', schema: customerAnswer, example: customerExample },
  },
  docs: { tag, operationId: 'getLmsCustomer', summary: 'A customer' },
  async handle({ database }, { caller: { business }, params: { customer } }) {
    const found = await findCustomerByNumber(database, business.id, customer)
    return found && reply(200, toCustomerAnswer(found))
  },
})

export const customerRoutes = [list, look]

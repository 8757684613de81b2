import { z } from 'zod'
import 'zod-openapi'

import { accounts } from '../../operations/accounts'
import { reply } from '../routing/route'
import { wireAmount } from '../wire/amount'
import { money } from '../wire/books-schemas'
import { MAY_READ, opsRoute } from './ops-route'
import { noQuery } from './requests'

const account = z.object({
  account: z.string(),
  name: z.string(),
  type: z.string().meta({ description: 'ASSET, LIABILITY, INCOME or EXPENSE.' }),
  balance: money.meta({ description: 'Debits less credits, of all that is booked.' }),
})

export const accountsRoute = opsRoute({
  method: 'GET',
  path: '/accounts',
  scopes: MAY_READ,
  query: noQuery,
  answers: {
    200: {
      description: 'By code.',
      schema: z.object({ items: z.array(account) }).meta({ id: 'Accounts' }),
      example: {
        items: [{ account: '1101', name: 'Loans outstanding', type: 'ASSET', balance: 920000 }],
      },
    },
  },
  docs: {
    ...{ tag: 'Operators', operationId: 'listAccounts' },
    summary: 'The chart of accounts, with what stands on each',
  },
  async handle({ database }, { caller: { business } }) {
    const items = await accounts(database, business.id)
    const wire = (minor: string) => wireAmount(BigInt(minor), business.exponent)
    return reply(200, { items: items.map((one) => ({ ...one, balance: wire(one.balance) })) })
  },
})

import { z } from 'zod'
import 'zod-openapi'

import { FOUND_TYPES, search } from '../../operations/search'
import { reply } from '../routing/route'
import { word } from './fields'
import { MAY_READ, opsRoute } from './ops-route'

const found = z.object({
  type: z.enum(FOUND_TYPES),
  items: z.array(z.object({ id: z.string(), title: z.string(), detail: z.string() })),
})

export const searchRoute = opsRoute({
  method: 'GET',
  path: '/search',
  scopes: MAY_READ,
  query: z.strictObject({
    q: word(
      'How a loan’s id, a customer’s id or name, or an account begins; the whole id of an event, a job, an entry (`LN-1-J3`) or an invoice (`LN-1-2`).',
      'Asha',
    ),
  }),
  answers: {
    200: {
      description: 'Five of each at most.',
      schema: z.object({ groups: z.array(found) }).meta({ id: 'Found' }),
      example: {
        groups: [
          {
            type: 'customer',
            items: [{ id: 'C-1001', title: 'Asha Mwakyusa', detail: 'C-1001' }],
          },
        ],
      },
    },
  },
  docs: {
    ...{ tag: 'Operators', operationId: 'search' },
    summary: 'Find what goes by a name that somebody types',
  },
  async handle({ database }, { caller: { business }, query: { q } }) {
    return reply(200, { groups: await search(database, business.id, q) })
  },
})

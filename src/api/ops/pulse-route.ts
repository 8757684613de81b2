import { z } from 'zod'
import 'zod-openapi'

import { pulse } from '../../operations/pulse'
import { reply } from '../routing/route'
import { instant } from '../wire/books-schemas'
import { loanWord } from './fields'
import { MAY_READ, opsRoute } from './ops-route'

const count = z.int().nonnegative()

export const pulseRoute = opsRoute({
  method: 'GET',
  path: '/pulse',
  scopes: MAY_READ,
  query: z.strictObject({ loan: loanWord('How far this one has come, too.').optional() }),
  answers: {
    200: {
      description: 'As it stands.',
      schema: z
        .object({
          at: instant,
          parked: count,
          refused24h: count,
          waiting: count.meta({ description: 'Events staged for more than 30 seconds.' }),
          oldestStagedSeconds: z.number(),
          compensationsOwed: count,
          jobsRunning: count,
          loan: z
            .object({ last: count, lms: count, ledger: count, parked: z.boolean() })
            .nullable()
            .meta({ description: 'The last sequence of all, and that each side has taken.' }),
        })
        .meta({ id: 'Pulse' }),
      example: {
        at: '2026-03-03T09:30:00.000Z',
        ...{ parked: 1, refused24h: 41, waiting: 0, oldestStagedSeconds: 0.2 },
        ...{ compensationsOwed: 0, jobsRunning: 0 },
        loan: { last: 8, lms: 8, ledger: 8, parked: false },
      },
    },
  },
  docs: {
    ...{ tag: 'Operators', operationId: 'pulse' },
    summary: 'What waits for people, cheap enough to be asked every few seconds',
  },
  async handle({ database }, { caller: { business }, query }) {
    return reply(200, await pulse(database, business.id, query.loan?.[0] ?? null))
  },
})

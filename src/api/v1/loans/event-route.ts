import { z } from 'zod'
import 'zod-openapi'

import { EVENT_KINDS } from '../../../domain/events/kinds'
import { findEventOutcome } from '../../../views/lending/event-outcome'
import { reply } from '../../routing/route'
import { civilDate, eventId, instant } from '../../wire/books-schemas'
import { uuid } from '../../wire/uuid'
import { missing } from '../lms-error'
import { MAY_READ, v1Route } from '../v1-route'
import { LOANS } from './command-route'

const eventOutcome = z
  .object({
    eventId,
    loanId: z.string().meta({ description: 'The loan’s number.', example: '11' }),
    type: z.enum(EVENT_KINDS),
    status: z.enum(['QUEUED', 'POSTED', 'FAILED', 'PARKED', 'REVERSED']),
    sequence: z.int(),
    effectiveDate: civilDate,
    receivedAt: instant,
    finishedAt: instant.nullable(),
    error: z
      .object({ code: z.string(), message: z.string() })
      .nullable()
      .meta({ description: 'Why it failed, as the command would have been answered.' }),
  })
  .meta({ id: 'CommandOutcome' })

export const eventRoute = v1Route({
  method: 'GET',
  path: '/events/{command}',
  scopes: MAY_READ,
  params: { command: uuid('The event of the command.') },
  missing: missing('COMMAND_NOT_FOUND', 'command'),
  answers: {
    200: {
      description: 'As it stands.',
      schema: eventOutcome,
      example: {
        ...{ eventId: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11', loanId: '11', type: 'REPAY' },
        ...{ status: 'POSTED', sequence: 4, effectiveDate: '2026-01-20' },
        ...{ receivedAt: '2026-01-20T09:30:00.000Z', finishedAt: '2026-01-20T09:30:00.041Z' },
        error: null,
      },
    },
  },
  docs: { tag: LOANS, operationId: 'getCommand', summary: 'What came of a command' },
  async handle({ database }, { caller: { business }, params: { command } }) {
    const found = await findEventOutcome(database, business.id, command)
    return found && reply(200, found)
  },
})

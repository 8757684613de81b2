import { z } from 'zod'
import 'zod-openapi'

import { findBareEvents, findBareEventsByKey } from '../../views/bare-events'
import { bodyAsSent } from '../routing/request-body'
import { reply } from '../routing/route'
import { uuid } from '../wire/uuid'
import { acceptedAnswer, refusedAnswer } from './answer-schemas'
import { accepted, refused } from './answers'
import * as examples from './examples'
import { pushRoute } from './push-route'

/** The most events of one look-up: as many as a batch stages. */
const MOST_LOOKED_UP = 500

const lookupRequest = z
  .object({
    events: z
      .array(
        z.union([
          z.object({ eventId: uuid('The event.') }),
          z.object({ key: z.string().min(1).max(255) }),
        ]),
      )
      .min(1)
      .max(MOST_LOOKED_UP),
  })
  .meta({
    id: 'Lookup',
    description: 'Each event by its id or by the key that it was sent with.',
    example: {
      events: [{ eventId: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11' }, { key: 'pay-2026-02-15-0001' }],
    },
  })

const lookupAnswer = z
  .object({ success: z.literal(true), answers: z.array(acceptedAnswer.nullable()) })
  .meta({ id: 'LookupAnswer' })

const NO_LOOKUP = refused({
  code: 'VALIDATION_FAILED',
  message: 'The request is not valid.',
  fields: [
    {
      field: 'events',
      message: `Must be an array of 1 to ${MOST_LOOKED_UP} events, each an eventId or a key.`,
    },
  ],
})

/** Many events in one read: what an import asks for the outcomes of what it has sent. */
export const lookupRoute = pushRoute({
  method: 'POST',
  path: '/lookup',
  body: bodyAsSent(lookupRequest),
  answers: {
    200: {
      description: 'An answer for each; or a refusal where the body is no look-up.',
      schema: z.union([lookupAnswer, refusedAnswer]),
      examples: {
        answers: {
          success: true,
          answers: [
            {
              ...examples.posted,
              push: { ...examples.posted.push, invoices: [], journalEntries: [] },
            },
            null,
          ],
        },
        noLookup: examples.refused,
      },
    },
  },
  docs: {
    tag: 'Views',
    operationId: 'lookUpEvents',
    summary: 'Many events with their outcomes',
    description:
      `Answers 1 to ${MOST_LOOKED_UP} events by their ids or keys, in the order they are asked for, ` +
      'null where there is none. An event comes with its outcome, without what was sent, invoices and journal entries. Changes nothing. ' +
      'Refused with success false, as VALIDATION_FAILED, where the body is no look-up.',
  },
  async handle({ database }, { caller: { business }, body }) {
    const request = lookupRequest.safeParse(body)
    if (!request.success) return reply(200, NO_LOOKUP)
    const asked = request.data.events
    const ids = asked.flatMap((one) => ('eventId' in one ? [one.eventId] : []))
    const keys = asked.flatMap((one) => ('key' in one ? [one.key] : []))
    const byId = await findBareEvents(database, business.id, ids)
    const byKey = await findBareEventsByKey(database, business.id, keys)
    const answers = asked.map((one) => {
      const view = 'eventId' in one ? byId.get(one.eventId) : byKey.get(one.key)
      return view === undefined ? null : accepted(view, business.exponent)
    })
    return reply(200, { success: true as const, answers })
  },
})

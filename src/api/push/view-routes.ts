import { z } from 'zod'
import 'zod-openapi'

import { findEvent } from '../../views/event-view'
import { findLoan, NEWEST_EVENTS } from '../../views/loan-view'
import { reply } from '../routing/route'
import { firstNamed, idInPath } from '../wire/id-in-path'
import { range, whole } from '../wire/page'
import { uuid } from '../wire/uuid'
import { eventAnswer as eventSchema, loanAnswer as loanSchema } from './answer-schemas'
import { eventAnswer, loanAnswer } from './answers'
import * as examples from './examples'
import { pushRoute } from './push-route'

const MOST_EVENTS = 1000
const LAST_SEQUENCE = 2_147_483_647

/** Which of a loan's events are wanted: nobody reads all of one that is repaid daily for years. */
const eventWindow = z.object({
  events: whole('events', MOST_EVENTS, `must be less than ${MOST_EVENTS + 1}`)
    .default(NEWEST_EVENTS.events)
    .meta({
      description: 'How many events, the newest first.',
      override: range(MOST_EVENTS, NEWEST_EVENTS.events),
    }),
  eventsBefore: whole('eventsBefore', LAST_SEQUENCE, `must be less than ${LAST_SEQUENCE}`)
    .optional()
    .meta({
      description: 'Only those before this sequence: the last one shown leads on to older ones.',
      override: { type: 'integer', minimum: 1, maximum: LAST_SEQUENCE },
    }),
})

export const viewRoutes = [
  pushRoute({
    method: 'GET',
    path: '/events/{eventId}',
    params: { eventId: uuid('The event.') },
    missing: { code: 'EVENT_NOT_FOUND', message: 'There is no event of this id.' },
    answers: {
      200: { description: 'The event as it stands.', schema: eventSchema, example: examples.event },
    },
    docs: {
      tag: 'Views',
      operationId: 'getEvent',
      summary: 'An event, its outcome and what it did to the books',
    },
    async handle({ database }, { caller: { business }, params: { eventId } }) {
      const view = await findEvent(database, business.id, eventId)
      return view && reply(200, eventAnswer(view, business.exponent))
    },
  }),
  pushRoute({
    method: 'GET',
    path: '/loans/{loanId}',
    params: { loanId: idInPath('LN-2026-0001') },
    query: eventWindow,
    missing: { code: 'LOAN_NOT_FOUND', message: 'There is no loan of this id.' },
    answers: {
      200: { description: 'The loan as it stands.', schema: loanSchema, example: examples.loan },
    },
    docs: {
      tag: 'Views',
      operationId: 'getLoan',
      summary: 'A loan, its balances, invoices and events',
    },
    async handle({ database }, { caller: { business }, params: { loanId }, query }) {
      const window = { events: query.events, before: query.eventsBefore ?? null }
      const view = await firstNamed(loanId, (id) => findLoan(database, business.id, id, window))
      return view && reply(200, loanAnswer(view, business.currency, business.exponent))
    },
  }),
]

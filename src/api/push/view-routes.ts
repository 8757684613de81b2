import { findEvent } from '../../views/event-view'
import { findLoan } from '../../views/loan-view'
import { reply } from '../routing/route'
import { firstNamed, idInPath } from '../wire/id-in-path'
import { uuid } from '../wire/uuid'
import { eventAnswer as eventSchema, loanAnswer as loanSchema } from './answer-schemas'
import { eventAnswer, loanAnswer } from './answers'
import * as examples from './examples'
import { pushRoute } from './push-route'

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
    missing: { code: 'LOAN_NOT_FOUND', message: 'There is no loan of this id.' },
    answers: {
      200: { description: 'The loan as it stands.', schema: loanSchema, example: examples.loan },
    },
    docs: {
      tag: 'Views',
      operationId: 'getLoan',
      summary: 'A loan, its balances, invoices and events',
    },
    async handle({ database }, { caller: { business }, params: { loanId } }) {
      const view = await firstNamed(loanId, (id) => findLoan(database, business.id, id))
      return view && reply(200, loanAnswer(view, business.currency, business.exponent))
    },
  }),
]

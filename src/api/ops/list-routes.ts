import { operatorActions } from '../../operations/audit-trail'
import { compensations } from '../../operations/compensations'
import { operationsHealth } from '../../operations/health'
import { parkedEvents } from '../../operations/parked-events'
import { refusedRequests } from '../../stream/refused-list'
import { reply } from '../routing/route'
import { pageAnswer } from '../wire/page'
import { adviceOn } from './advice'
import { actionView, compensationView, healthAnswer, parkedEvent, refusedPage } from './answers'
import * as examples from './examples'
import { MAY_READ, opsRoute } from './ops-route'
import { actionsQuery, compensationsQuery, noQuery, pageQuery, refusedQuery } from './requests'

const AS_IT_STANDS = 'As it stands.'
const tag = 'Operators'

const parked = opsRoute({
  method: 'GET',
  path: '/parked',
  scopes: MAY_READ,
  query: pageQuery,
  answers: {
    200: {
      description: AS_IT_STANDS,
      schema: pageAnswer('ParkedEvents', parkedEvent),
      example: examples.parked,
    },
  },
  docs: { tag, operationId: 'listParked', summary: 'Events that wait for an operator' },
  async handle({ database }, { caller: { business }, query }) {
    const page = await parkedEvents(database, business.id, query)
    const items = page.items.map((item) => ({ ...item, advice: adviceOn(item) }))
    return reply(200, { ...page, items })
  },
})

const refused = opsRoute({
  method: 'GET',
  path: '/refused',
  scopes: MAY_READ,
  query: refusedQuery,
  answers: {
    200: {
      description: AS_IT_STANDS,
      schema: refusedPage,
      example: examples.refused,
    },
  },
  docs: { tag, operationId: 'listRefused', summary: 'What the API refused in the last 90 days' },
  async handle({ database }, { caller: { business }, query: { page, rows, ...filter } }) {
    return reply(200, await refusedRequests(database, business, filter, { page, rows }))
  },
})

const health = opsRoute({
  method: 'GET',
  path: '/health',
  scopes: MAY_READ,
  query: noQuery,
  answers: {
    200: { description: AS_IT_STANDS, schema: healthAnswer, example: examples.health },
  },
  docs: { tag, operationId: 'operationsHealth', summary: 'How the loans are' },
  async handle({ database }, { caller: { business } }) {
    return reply(200, await operationsHealth(database, business.id))
  },
})

const actions = opsRoute({
  method: 'GET',
  path: '/actions',
  scopes: MAY_READ,
  permission: 'audit:read',
  query: actionsQuery,
  answers: {
    200: {
      description: AS_IT_STANDS,
      schema: pageAnswer('OperatorActions', actionView),
      example: examples.actions,
    },
  },
  docs: {
    tag,
    operationId: 'listActions',
    summary: 'The audit trail: what operators did, who and why',
  },
  async handle({ database }, { caller: { business }, query: { eventId, ...page } }) {
    return reply(200, await operatorActions(database, business.id, eventId, page))
  },
})

const undos = opsRoute({
  method: 'GET',
  path: '/compensations',
  scopes: MAY_READ,
  query: compensationsQuery,
  answers: {
    200: {
      description: AS_IT_STANDS,
      schema: pageAnswer('Compensations', compensationView),
      example: examples.compensations,
    },
  },
  docs: {
    tag,
    operationId: 'listCompensations',
    summary: 'Undos in the LMS, owed and done',
  },
  async handle({ database }, { caller: { business }, query: { state, ...page } }) {
    return reply(200, await compensations(database, business.id, state, page))
  },
})

export const listRoutes = [parked, refused, health, actions, undos]

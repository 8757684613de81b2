import type { RequestHandler } from 'express'
import type { z } from 'zod'

import type { Business } from '../../business/business'
import { operatorActions } from '../../operations/audit-trail'
import { findBatchJob } from '../../operations/batch-job'
import { compensations } from '../../operations/compensations'
import { operationsHealth } from '../../operations/health'
import { loanStory } from '../../operations/loan-story'
import { parkedEvents } from '../../operations/parked-events'
import { refusedRequests } from '../../stream/refused-list'
import type { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { sendJson } from '../json-answer'
import { holderOf } from '../middleware/bearer'
import { UUID } from '../wire/fields'
import { isIdentifier } from '../wire/text'
import { valid } from '../valid'
import { adviceOn } from './advice'
import { actionsQuery, compensationsQuery, pageQuery, refusedQuery } from './requests'
import { toStoryAnswer } from './story-answer'

/** Reads a query, looks something up in the token's business, and answers it. */
function view<Schema extends z.ZodType>(
  schema: Schema,
  look: (business: Business, query: z.output<Schema>) => Promise<object>,
): RequestHandler {
  return async (req, res) => {
    res.json(await look(holderOf(res).business, valid(schema, req.query)))
  }
}

export function parkedHandler(database: Database): RequestHandler {
  return view(pageQuery, async ({ id }, query) => {
    const page = await parkedEvents(database, id, query)
    return { ...page, items: page.items.map((item) => ({ ...item, advice: adviceOn(item) })) }
  })
}

export function refusedHandler(database: Database): RequestHandler {
  return view(refusedQuery, (business, { page, rows, ...filter }) =>
    refusedRequests(database, business, filter, { page, rows }),
  )
}

export function healthHandler(database: Database): RequestHandler {
  return view(pageQuery.pick({}), ({ id }) => operationsHealth(database, id))
}

export function actionsHandler(database: Database): RequestHandler {
  return view(actionsQuery, ({ id }, { eventId, ...page }) =>
    operatorActions(database, id, eventId, page),
  )
}

export function compensationsHandler(database: Database): RequestHandler {
  return view(compensationsQuery, ({ id }, { state, ...page }) =>
    compensations(database, id, state, page),
  )
}

export function storyHandler(database: Database): RequestHandler<{ loanId: string }> {
  return async (req, res) => {
    const { business } = holderOf(res)
    const { loanId } = req.params
    const story = isIdentifier(loanId) ? await loanStory(database, business.id, loanId) : null
    if (story === null) {
      throw new AppError('LOAN_NOT_FOUND', 'There is no loan of this id.', { status: 404 })
    }
    sendJson(res, toStoryAnswer(story, business))
  }
}

export function jobHandler(database: Database): RequestHandler<{ jobId: string }> {
  return async (req, res) => {
    const { business } = holderOf(res)
    const { jobId } = req.params
    const job = UUID.test(jobId) ? await findBatchJob(database, business.id, jobId) : null
    if (job === null) {
      throw new AppError('JOB_NOT_FOUND', 'There is no job of this id.', { status: 404 })
    }
    res.json(job)
  }
}

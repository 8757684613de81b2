import { z } from 'zod'
import 'zod-openapi'

import { AUDIT_ACTIONS } from '../../operations/audit-trail'
import { civilDate, eventId, instant } from '../wire/books-schemas'
import { EVENT_KINDS } from '../../domain/events/kinds'
import { pageAnswer } from '../wire/page'

export const loanId = z.string().meta({ example: 'LN-2026-0001' })
export const reason = z.object({ code: z.string(), message: z.string() })
export const sequence = z.int().meta({ description: 'Its place in the loan’s stream.' })
export const type = z.enum(EVENT_KINDS)
const count = z.int().nonnegative()

export const parkedEvent = z
  .object({
    eventId,
    loanId,
    sequence,
    type,
    effectiveDate: civilDate,
    receivedAt: instant,
    since: instant.meta({ description: 'When it was parked last.' }),
    reason,
    times: count.meta({ description: 'How many times it was parked.' }),
    waitingBehind: count.meta({ description: 'Events of the loan that wait behind it.' }),
    advice: z.string().meta({ description: 'What to do.' }),
  })
  .meta({ id: 'ParkedEvent' })

export const refusedRequest = z
  .object({
    refusedAt: instant,
    loanId: loanId.nullable(),
    type,
    code: z.string(),
    message: z.string(),
    fields: z.array(z.object({ field: z.string(), message: z.string() })),
    sentBy: z.string().meta({ description: 'The key it came with, by its prefix.' }),
  })
  .meta({ id: 'RefusedRequest' })

export const refusedPage = pageAnswer('RefusedRequests', refusedRequest)
  .extend({
    leftOut: count.meta({
      description: 'Refused in these days and not kept: there were too many within an hour.',
    }),
  })
  .meta({ id: 'RefusedRequests' })

export const healthAnswer = z
  .object({
    loans: z.object({ OK: count, RETRYING: count, PARKED: count }).meta({
      description: 'RETRYING: an event has waited for more than 30 seconds and none is parked.',
    }),
    staged: count,
    parked: count,
    oldestStagedSeconds: z.number(),
    compensationsOwed: count,
  })
  .meta({ id: 'OperationsHealth' })

export const actionView = z
  .object({
    actionId: eventId,
    action: z.enum(AUDIT_ACTIONS),
    eventId: eventId.nullable().meta({ description: 'Null where it was done to a customer.' }),
    loanId: loanId.nullable(),
    customerId: z.string().nullable().meta({ description: 'Of RECTIFY.', example: 'C-1001' }),
    actor: z.string(),
    reason: z.string(),
    actedAt: instant,
  })
  .meta({ id: 'OperatorAction' })

export const compensationView = z
  .object({
    eventId,
    loanId,
    generation: z.int(),
    fromSequence: sequence,
    toSequence: sequence,
    reason,
    owedAt: instant,
    doneAt: instant.nullable().meta({ description: 'Null while it is owed.' }),
  })
  .meta({ id: 'Compensation' })

const stagedEvent = z.object({
  eventId,
  sequence: z.int(),
  status: z.enum(['STAGED', 'DUPLICATE']),
})

export const decisionAnswer = z
  .object({
    action: z.enum(['RETRY', 'SKIP', 'REVERSE', 'CORRECT']),
    actor: z.string(),
    reason: z.string(),
    eventId,
    loanId,
    sequence,
    type,
    reversal: stagedEvent
      .nullable()
      .meta({ description: 'The event that undoes it, where it is to be reversed.' }),
    replacement: stagedEvent
      .optional()
      .meta({ description: 'Of a correction: the event that stands in its place then.' }),
  })
  .meta({ id: 'Decided' })

const counts = (names: readonly string[]) =>
  z.partialRecord(z.enum(names), count).meta({ example: {} })

export const jobAnswer = z
  .object({
    jobId: eventId,
    status: z.enum(['RUNNING', 'DONE']),
    filter: z.object({
      code: z.string().optional(),
      kind: type.optional(),
      loanIds: z.array(z.string()).optional(),
    }),
    actor: z.string(),
    reason: z.string(),
    createdAt: instant,
    finishedAt: instant.nullable(),
    total: count.meta({ description: 'Events it is about.' }),
    done: count.meta({ description: 'Events it has been through.' }),
    results: counts(['RETRIED', 'NOT_PARKED', 'EARLIER_OPEN', 'NOT_FOUND']).meta({
      description: 'What came of them.',
    }),
    outcomes: counts(['STAGED', 'POSTED', 'FAILED', 'PARKED', 'REVERSED']).meta({
      description: 'Where those that were taken again stand now.',
    }),
  })
  .meta({ id: 'BatchJob' })

export type DecisionAnswer = z.infer<typeof decisionAnswer>

import { z } from 'zod'
import 'zod-openapi'

import { DERIVED_STATUSES } from '../../domain/engine/derived-loan'
import { EVENT_STATUSES } from '../../domain/events/event-status'
import { EVENT_KINDS } from '../../domain/events/kinds'
import { REFUSAL_CODES } from '../../domain/events/refusal'
import { civilDate, eventId, instant, invoice, journalEntry, money } from '../wire/books-schemas'
import { payload } from './payload-schemas'

const kind = z.enum(EVENT_KINDS)

/** A staged event is queued as far as its sender is concerned. */
const PUSH_STATUSES = EVENT_STATUSES.map((status) => (status === 'STAGED' ? 'QUEUED' : status))

const loanId = z.string().meta({ example: 'LN-2026-0001' })
const failureCode = z.union([z.enum(REFUSAL_CODES), z.string()]).meta({
  description:
    'One of ours; where the books are kept by an external Accounting that has codes of its own, one of those, as it came.',
  example: 'LOAN_NOT_ACTIVE',
})
const reason = z.object({ code: failureCode, message: z.string() })

const staging = z.object({
  status: z.enum(['STAGED', 'DUPLICATE', 'DRY_RUN']),
  sequence: z.int().meta({ description: 'Its place in the loan’s stream: 1, 2, 3…' }),
  receivedAt: instant,
})

const push = z.object({
  status: z.enum(PUSH_STATUSES),
  postedAt: instant.nullable(),
  invoices: z.array(invoice).meta({ description: 'Those it made and those it paid.' }),
  journalEntries: z.array(journalEntry),
  error: reason.nullable().meta({ description: 'Why it failed or is parked.' }),
})

const accepted = z.object({
  success: z.literal(true),
  eventId,
  loanId,
  type: kind,
  staging,
  push,
  warnings: z.array(z.string()),
  reversal: z
    .object({ eventId, sequence: staging.shape.sequence, status: push.shape.status })
    .optional()
    .meta({ description: 'Of a correction: the reversal it was staged with, both or neither.' }),
})

export const acceptedAnswer = accepted.meta({ id: 'Accepted' })

const refusal = z.object({
  code: z.enum(REFUSAL_CODES),
  message: z.string(),
  fields: z
    .array(z.object({ field: z.string(), message: z.string() }))
    .meta({ description: 'Every field that is wrong, all at once.' }),
})

/** Refused before it was staged: nothing changed. */
export const refusedAnswer = z
  .object({
    success: z.literal(false),
    error: refusal,
    staging: z.object({ status: z.literal('REJECTED') }),
    push: z.object({ status: z.literal('NOT_PUSHED') }),
  })
  .meta({ id: 'Refused' })

/** Waited for, and refused by a rule when it was its turn. */
export const failedAnswer = accepted
  .extend({ success: z.literal(false), error: refusal.extend({ code: failureCode }) })
  .meta({ id: 'Failed' })

export const eventAnswer = accepted
  .extend({ sequence: z.int(), effectiveDate: civilDate, payload, reversedBy: eventId.nullable() })
  .meta({ id: 'Event' })

export const loanAnswer = z
  .object({
    loanId,
    customerId: z.string().nullable(),
    customerName: z.string().nullable(),
    customer: z
      .string()
      .nullable()
      .meta({ description: 'The customer’s name in Accounting.', example: 'LMS-C-1001' }),
    status: z.enum(DERIVED_STATUSES),
    currency: z.string().meta({ example: 'TZS' }),
    principalOutstanding: money,
    interestOutstanding: money,
    creditBalance: money,
    invoices: z.array(invoice),
    eventCount: z.int().meta({ description: 'How many events the loan has in all.', example: 14 }),
    events: z
      .array(
        z.object({
          eventId,
          type: kind,
          sequence: z.int(),
          effectiveDate: civilDate,
          receivedAt: instant,
          status: push.shape.status,
          postedAt: instant.nullable(),
          error: reason.nullable(),
          reversedBy: eventId.nullable(),
          payload,
        }),
      )
      .meta({ description: 'The newest first, as many as were asked for.' }),
  })
  .meta({ id: 'Loan' })

/** What an event would come to, and the loan as it would be then. */
export const dryRunAnswer = z
  .union([acceptedAnswer.extend({ loan: loanAnswer }), failedAnswer.extend({ loan: loanAnswer })])
  .meta({ id: 'DryRun' })

export type AcceptedAnswer = z.infer<typeof acceptedAnswer>
export type RefusedAnswer = z.infer<typeof refusedAnswer>
export type FailedAnswer = z.infer<typeof failedAnswer>
export type EventAnswer = z.infer<typeof eventAnswer>
export type LoanAnswer = z.infer<typeof loanAnswer>
export type DryRunAnswer = z.infer<typeof dryRunAnswer>

import { z } from 'zod'

import type { StepRefusal } from '../../contract/step-results'
import { AccountingFault } from './accounting-fault'
import type { Reply } from './exchange'

/** What Accounting says about an event. */
export type Answer =
  | { status: 'POSTED'; remoteEventId: string }
  | { status: 'QUEUED'; remoteEventId: string }
  | { status: 'REFUSED'; remoteEventId: string | null; reason: StepRefusal }
  /** Neither side knows how to go on: an operator must look. */
  | { status: 'PARK'; reason: StepRefusal }

export type DecidedAnswer = Exclude<Answer, { status: 'QUEUED' }>

/** One that holds for good. */
export type FinalAnswer = Extract<Answer, { status: 'POSTED' | 'REFUSED' }>

const LONGEST_MESSAGE = 1_000
const PARKED_THERE_RETRY_MS = 30_000
const CODE = /^[\w.:-]{1,100}$/

/** They say that the other side is not where this LMS has brought it: undoing would not help. */
const CONTRADICTIONS = new Set([
  'IDEMPOTENCY_KEY_REUSED',
  'EVENT_NOT_FOUND',
  'LOAN_NOT_FOUND',
  'EVENT_NOT_POSTED',
  'EVENT_NOT_REVERSIBLE',
  'ALREADY_REVERSED',
])

const remoteId = z.string().regex(/^[\x21-\x7e]{1,255}$/)
const failure = z.object({ code: z.string(), message: z.string() })
const accepted = z.object({
  success: z.literal(true),
  eventId: remoteId,
  push: z.object({
    status: z.enum(['QUEUED', 'POSTED', 'FAILED', 'PARKED', 'REVERSED']),
    error: failure.nullish(),
  }),
})
const refused = z.object({
  success: z.literal(false),
  error: failure,
  eventId: remoteId.nullish(),
})
const answered = z.discriminatedUnion('success', [accepted, refused])

/**
 * Reads a reply that came from the Accounting itself.
 * @throws AccountingFault ACCOUNTING_PARKED where its own operator must act first
 */
export function readAnswer({ status, json }: Reply): Answer {
  const read = answered.safeParse(json)
  if (status >= 400) return unclear(`it answers ${status}${codeIn(json)}: it does not take this.`)
  if (!read.success) return unclear(`it answers ${status} in a form that is not known.`)
  const answer = read.data
  if (!answer.success) return refusal(answer.error, answer.eventId ?? null)
  const { eventId: remoteEventId, push } = answer
  switch (push.status) {
    case 'POSTED':
    case 'QUEUED':
      return { status: push.status, remoteEventId }
    case 'FAILED':
      return refusal(push.error ?? { code: '', message: '' }, remoteEventId)
    case 'PARKED':
      throw new AccountingFault(
        'ACCOUNTING_PARKED',
        `Accounting has parked the event, which is ${remoteEventId} there: its operator must act.`,
        PARKED_THERE_RETRY_MS,
      )
    case 'REVERSED':
      return unclear(`it has reversed the event, which is ${remoteEventId} there, by itself.`)
  }
}

function refusal(given: StepRefusal, remoteEventId: string | null): Answer {
  const reason = readable(given)
  if (CONTRADICTIONS.has(reason.code)) {
    return unclear(`it says ${reason.code}: the two sides do not agree on what happened before.`)
  }
  return { status: 'REFUSED', remoteEventId, reason }
}

/** Texts of another system: PostgreSQL takes no NUL, and nobody reads control characters. */
function readable({ code, message }: StepRefusal): StepRefusal {
  return {
    code: CODE.test(code) ? code : 'REFUSED_BY_ACCOUNTING',
    message: message.slice(0, LONGEST_MESSAGE).replaceAll(/[\p{Cc}\p{Cs}]/gu, ' '),
  }
}

/** The reason goes to Temporal: none of the other system's own text, which may have names, does. */
export function unclear(message: string): Extract<Answer, { status: 'PARK' }> {
  const reason = { code: 'ACCOUNTING_UNCLEAR', message: `Accounting: ${message}` }
  return { status: 'PARK', reason }
}

function codeIn(json: unknown): string {
  const read = z.object({ error: z.object({ code: z.string().regex(CODE) }) }).safeParse(json)
  return read.success ? ` ${read.data.error.code}` : ''
}

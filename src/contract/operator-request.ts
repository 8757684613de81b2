import { isCivilDate } from '../domain/values/calendar'
import { readUuid } from '../domain/values/uuid'
import { fieldsOf } from './message-fields'

export type OperatorAction = 'RETRY' | 'SKIP' | 'REVERSE'

/** The message by which an operator does it: an update, and a signal of the same name. */
export const OPERATOR_MESSAGES = {
  retryEvent: 'RETRY',
  skipEvent: 'SKIP',
  reverseEvent: 'REVERSE',
} as const satisfies Record<string, OperatorAction>

/** What an operator says about an event of a loan. */
export interface OperatorRequest {
  eventId: string
  /** An id, never a name: Temporal keeps it in clear. */
  actor: string
  reason: string
  /** Of a reversal, `yyyy-MM-dd`; today where it is left out. */
  reversalDate?: string
  /** Of a disbursement's reversal: everything behind it goes too. */
  cascade?: boolean
}

const FIELDS = ['eventId', 'actor', 'reason', 'reversalDate', 'cascade']
const ACTOR_ID = /^[A-Za-z0-9._-]{1,64}$/
const LONGEST_REASON = 255
const UNSUITABLE = /[\p{Cc}\p{Cs}]/u

/** Why a message cannot be carried out whatever it is about, to whoever sent it; null where it can. */
export function objectionToRequest(action: OperatorAction, message: unknown): string | null {
  const fields = fieldsOf(message)
  const { eventId, actor, reason, reversalDate, cascade } = fields
  if (!areGiven([eventId, actor, reason])) return 'eventId, actor and reason must all be given.'
  if (Object.keys(fields).some((name) => !FIELDS.includes(name))) {
    return `There are only ${FIELDS.join(', ')}.`
  }
  if (readUuid(String(eventId)) === null) return 'eventId must be the id of an event.'
  if (!ACTOR_ID.test(String(actor))) {
    return 'actor must be an id, not a name: 1 to 64 letters, digits, dots, hyphens and underscores. Temporal keeps it.'
  }
  if (String(reason).length > LONGEST_REASON || UNSUITABLE.test(String(reason))) {
    return `reason must be one line of at most ${LONGEST_REASON} characters.`
  }
  if (action !== 'REVERSE') return null
  const isDate = typeof reversalDate === 'string' && isCivilDate(reversalDate)
  if (!isDate && isSaid(reversalDate)) return 'reversalDate must be a date, yyyy-MM-dd.'
  return typeof cascade === 'boolean' || !isSaid(cascade) ? null : 'cascade must be true or false.'
}

/** What is known of a message that there was no objection to, and nothing else of it. */
export function operatorRequest(message: unknown): OperatorRequest {
  const { eventId, actor, reason, reversalDate, cascade } = fieldsOf(message)
  return {
    eventId: readUuid(String(eventId)) ?? '',
    actor: String(actor),
    reason: String(reason),
    ...(typeof reversalDate === 'string' ? { reversalDate } : {}),
    ...(typeof cascade === 'boolean' ? { cascade } : {}),
  }
}

function areGiven(texts: readonly unknown[]): boolean {
  return texts.every((text) => typeof text === 'string' && text.trim() !== '')
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null
}

import { ApplicationFailure, defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow'

import { DUE_SIGNAL, PROCESS_UPDATE } from '../src/contract/loan-messages'
import type {
  EventSignal,
  LoanState,
  ProcessAnswer,
  TimelineEntry,
} from '../src/contract/loan-messages'
import type { OPERATOR_MESSAGES, OperatorAction } from '../src/contract/operator-request'

const SIGNALS: Record<EventSignal, string> = {
  disbursement: 'A disbursement was staged: take what waits.',
  revenueReport: 'A revenue report was staged: take what waits.',
  repayment: 'A repayment was staged: take what waits.',
  earlySettlement: 'An early settlement was staged: take what waits.',
  reversal: 'A reversal was staged: take what waits.',
  command: 'A command of the LMS, or another event, was staged: take what waits.',
}

/** Each signal and what an operator reads beside it in the Temporal UI. */
export const eventSignals = Object.entries(SIGNALS).map(([name, description]) => ({
  definition: defineSignal<[unknown]>(name),
  description,
}))

/** From the relay, which names no event. */
export const dueSignal = defineSignal<[unknown?]>(DUE_SIGNAL)

/** Anybody can send anything: types are what is meant, and each handler looks at what it got. */
export function refused(objection: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(objection, 'REFUSED')
}

const NO_NAMES =
  'actor is an id, and Temporal keeps the reason as it is typed: name nobody. By /ops it stays in PostgreSQL.'

/** What operators send, from the Temporal UI's forms or in a batch: an update and a signal each. */
export const operatorMessages = [
  ['retryEvent', 'RETRY', `Take a parked event again: {eventId, actor, reason}. ${NO_NAMES}`],
  [
    'skipEvent',
    'SKIP',
    `Give a parked event up, it becomes FAILED: {eventId, actor, reason}. ${NO_NAMES}`,
  ],
  [
    'reverseEvent',
    'REVERSE',
    `Reverse a posted event: {eventId, actor, reason, reversalDate?, cascade?}. ${NO_NAMES}`,
  ],
] as const satisfies readonly (readonly [keyof typeof OPERATOR_MESSAGES, OperatorAction, string])[]

export const processEvent = defineUpdate<ProcessAnswer, [unknown]>(PROCESS_UPDATE)
export const stateQuery = defineQuery<LoanState>('state')
export const timelineQuery = defineQuery<TimelineEntry[]>('timeline')

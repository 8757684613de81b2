import type { RefusalCode } from '../../domain/events/refusal'
import type { ProblemKind } from './problem-kind'

type Known = Exclude<RefusalCode, 'VALIDATION_FAILED' | 'IDEMPOTENCY_KEY_REUSED'>

/** What an event is refused for, whichever door it came by, and what operators meet. */
export const EVENT_PROBLEMS = {
  ORDER_VIOLATION: refused('An event comes before another one that it cannot precede.'),
  ALREADY_DISBURSED: refused('A loan is disbursed once.'),
  DUPLICATE_REVENUE_MONTH: refused('The revenue of this month was reported before.'),
  CUSTOMER_MISMATCH: refused('The loan is another customer’s.'),
  SETTLEMENT_SHORT: refused('An early settlement must pay all principal.'),
  CREDIT_SHORT: refused('More credit is paid out than the customer has.'),
  LOAN_WRITTEN_OFF: refused('The loan was written off: nothing follows but reversals.'),
  LOAN_SETTLED: refused('The loan is settled: nothing is paid on it any more.'),
  LOAN_NOT_ACTIVE: refused('The loan is not active.'),
  REVERSAL_BLOCKED: refused('What came later rests on the event: it cannot be reversed.'),
  EVENT_NOT_POSTED: refused('Only an event that is posted can be reversed.'),
  EVENT_NOT_REVERSIBLE: refused('An event of this kind is undone by a command of its own.'),
  EVENT_NOT_FOUND: { status: 404, meaning: 'The business has no such event.' },
  ALREADY_REVERSED: refused('The event was reversed before.'),
  DATE_IN_FUTURE: refused('The date lies after today in the business’s time zone.'),
  DATE_BEFORE_DISBURSEMENT: refused('The date lies before the loan was disbursed.'),
  LOAN_OWNED_ELSEWHERE: {
    status: 422,
    meaning: 'The loan is written by another door than this one, and read by all.',
    remedy: 'Send it by the door that the loan came in by.',
  },
  SKIPPED: refused('An operator gave the event up.'),
  CORRECTION_FAILED: refused('What was to replace the event was refused.'),
  NOT_SUPPORTED_YET: { status: 501, meaning: 'This deployment cannot do it.' },
  EVENT_NOT_PARKED: {
    status: 409,
    meaning: 'Only a parked event can be retried or skipped; `currentState` is what this one is.',
  },
  EFFECT_CHANGED: {
    status: 409,
    meaning:
      'The loan has moved since its rehearsal: `effect` names what is no longer what would happen.',
    remedy: 'Rehearse it again.',
  },
  EARLIER_EVENT_OPEN: {
    status: 409,
    meaning: 'An earlier event of the loan is still under way.',
    remedy: 'Try again in a moment.',
  },
} as const satisfies Record<Known, ProblemKind> & Record<string, ProblemKind>

function refused(meaning: string): ProblemKind {
  return { status: 422, meaning }
}

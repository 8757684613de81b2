import { PUSHED_KINDS } from '../../domain/events/kinds'
import type { PushedKind } from '../../domain/events/kinds'
import type { RefusalCode } from '../../domain/events/refusal'

interface Told {
  atOnce?: readonly PushedKind[]
  /** When it is the event's turn: its sender hears of it where it waits. */
  atItsTurn?: readonly PushedKind[]
}

const EVERY = PUSHED_KINDS
const BEHIND_DISBURSEMENT = [
  ...(['REVENUE_REPORT', 'REPAYMENT', 'EARLY_SETTLEMENT'] as const),
  ...(['CREDIT_REFUND', 'WRITE_OFF'] as const),
]

const always = (...kinds: PushedKind[]): Told => ({ atOnce: kinds, atItsTurn: kinds })

/** Which kinds of events are refused by a code, and when. */
const TOLD: Record<RefusalCode, Told> = {
  VALIDATION_FAILED: always(...EVERY),
  ORDER_VIOLATION: always(...BEHIND_DISBURSEMENT),
  ALREADY_DISBURSED: always('DISBURSEMENT'),
  DUPLICATE_REVENUE_MONTH: always('REVENUE_REPORT'),
  CUSTOMER_MISMATCH: always(...BEHIND_DISBURSEMENT),
  SETTLEMENT_SHORT: { atItsTurn: ['EARLY_SETTLEMENT'] },
  CREDIT_SHORT: { atItsTurn: ['CREDIT_REFUND'] },
  LOAN_SETTLED: { atItsTurn: ['REVENUE_REPORT', 'EARLY_SETTLEMENT'] },
  LOAN_WRITTEN_OFF: { atItsTurn: BEHIND_DISBURSEMENT },
  LOAN_NOT_ACTIVE: { atItsTurn: ['EARLY_SETTLEMENT', 'WRITE_OFF'] },
  REVERSAL_BLOCKED: { atItsTurn: ['REVERSAL'] },
  EVENT_NOT_POSTED: always('REVERSAL'),
  EVENT_NOT_REVERSIBLE: always('REVERSAL'),
  EVENT_NOT_FOUND: always('REVERSAL'),
  ALREADY_REVERSED: always('REVERSAL'),
  IDEMPOTENCY_KEY_REUSED: { atOnce: EVERY },
  DATE_IN_FUTURE: { atOnce: EVERY },
  DATE_BEFORE_DISBURSEMENT: { atItsTurn: BEHIND_DISBURSEMENT },
  LOAN_OWNED_ELSEWHERE: { atOnce: EVERY },
  SKIPPED: { atItsTurn: EVERY },
  CORRECTION_FAILED: { atItsTurn: EVERY },
  NOT_SUPPORTED_YET: { atOnce: EVERY },
}

/** How the document tells of what comes as 200 and is no success. */
export function refusalsOf(...kinds: PushedKind[]): string {
  const codes = (when: keyof Told) =>
    Object.entries(TOLD).flatMap(([code, told]) =>
      kinds.some((kind) => told[when]?.includes(kind)) ? [code] : [],
    )
  return (
    `Refused at once, with success false: ${codes('atOnce').join(', ')}. ` +
    `Failed at its turn, which is told where it is waited for: ${codes('atItsTurn').join(', ')}.`
  )
}

import { judgeCommand } from '../../src/domain/engine/judge/judge-command'
import { liveAfter } from '../../src/domain/engine/live-events'
import type { LendingEvent, LendingFact } from '../../src/domain/events/lending/lending-event'
import type { SubmitPayload } from '../../src/domain/events/lending/lending-payloads'
import { anyEvent } from './lending-facts'
import { TERMS } from './lending-requests'

export const NAMING = { loanId: '11', transactionId: (eventId: string) => `T-${eventId.slice(-1)}` }

const APPLICATION: Partial<SubmitPayload> = {
  customerId: 'C-1',
  customerActiveSince: '2025-01-05',
  product: { no: 1, code: 'P', version: 1 },
  terms: TERMS,
  charges: [],
  overdue: null,
  settlementRebate: false,
  submittedOn: '2025-01-10',
  expectedDisbursementOn: '2025-01-12',
}

/** A loan of our own LMS that is told command after command, each judged on those before it. */
export class StandingLoan {
  readonly #today: string
  readonly #exponent: number
  #seq = 0
  live: readonly LendingFact[] = []

  constructor(today: string, exponent = 2) {
    this.#today = today
    this.#exponent = exponent
  }

  /** @param given what of the application is otherwise */
  submit(given: Partial<SubmitPayload> = {}): string {
    return this.tell('SUBMIT', '2025-01-10', { ...APPLICATION, ...given })
  }

  /** What `/v1` says of the command; `accepted` where nothing speaks against it. */
  tell(kind: LendingEvent['kind'], date: string, payload: object = {}): string {
    return this.take(this.event(kind, date, payload))
  }

  event(kind: LendingEvent['kind'], date: string, payload: object = {}): LendingEvent {
    this.#seq += 1
    const context = { today: this.#today, exponent: this.#exponent }
    const defaults = kind === 'REPAY' ? { transfer: null } : {}
    return anyEvent(this.#seq, kind, date, { ...context, ...defaults, ...payload })
  }

  take(event: LendingEvent): string {
    const judgement = judgeCommand(this.live, event, NAMING)
    if (!judgement.accepted) return judgement.refusal.message
    const judgedAmount = judgement.amount === null ? null : BigInt(judgement.amount)
    this.live = liveAfter({ ...event, judgedAmount } as LendingEvent, this.live)
    return 'accepted'
  }

  /** The event of a kind that came last. */
  last(kind: LendingFact['kind']): string {
    return this.live.findLast((event) => event.kind === kind)?.eventId ?? 'none'
  }
}

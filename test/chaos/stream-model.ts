import type { EventStatus } from '../../src/domain/events/event-status'
import type { LoanEvent, ReversalEvent, StreamEvent } from '../../src/domain/events/stream-event'
import { initialPosition, judgeEvent } from '../../src/domain/pushed/judge-event'
import type { LoanPosition } from '../../src/domain/pushed/position'
import { judgeReversal } from '../../src/domain/restatement/judge-reversal'

export interface Outcome {
  status: EventStatus
  code: string | null
  reversedBy: string | null
}

/** Told of what the rules accept, in order. */
export interface Bookkeeper {
  post(event: LoanEvent): void
  reverse(reversal: ReversalEvent, posted: readonly LoanEvent[]): void
}

/** What the rules make of a loan's stream, read from its beginning. */
export class StreamModel {
  readonly outcomes = new Map<string, Outcome>()
  position: LoanPosition = initialPosition()
  posted: LoanEvent[] = []
  readonly #kinds = new Map<string, StreamEvent['kind']>()
  readonly #books: Bookkeeper | undefined

  /** @param taken how many events the loan has taken; the later ones are staged */
  constructor(events: readonly StreamEvent[], taken = events.length, books?: Bookkeeper) {
    this.#books = books
    events.forEach((event, place) => {
      if (place < taken) this.#take(event)
      else this.#conclude(event, 'STAGED')
    })
  }

  outcomeOf(eventId: string): Outcome {
    const outcome = this.outcomes.get(eventId)
    if (outcome === undefined) throw new Error(`the model has no event ${eventId}`)
    return outcome
  }

  #take(event: StreamEvent): void {
    const code = event.kind === 'REVERSAL' ? this.#reverse(event) : this.#judge(event)
    this.#conclude(event, code === null ? 'POSTED' : 'FAILED', code)
  }

  #judge(event: LoanEvent): string | null {
    if (this.#isReported(event)) return 'DUPLICATE_REVENUE_MONTH'
    const judgement = judgeEvent(this.position, event)
    if (!judgement.accepted) return judgement.refusal.code
    this.position = judgement.position
    this.posted.push(event)
    this.#books?.post(event)
    return null
  }

  #reverse(event: ReversalEvent): string | null {
    const { eventId: target } = event.payload
    if (this.#kinds.get(target) === 'REVERSAL') return 'EVENT_NOT_REVERSIBLE'
    const { status } = this.outcomeOf(target)
    if (status === 'REVERSED') return 'ALREADY_REVERSED'
    if (status !== 'POSTED') return 'EVENT_NOT_POSTED'
    const judgement = judgeReversal(this.posted, event)
    if (!judgement.accepted) return judgement.refusal.code
    this.#books?.reverse(event, this.posted)
    for (const eventId of judgement.withdrawn) {
      this.outcomes.set(eventId, { status: 'REVERSED', code: null, reversedBy: event.eventId })
    }
    const gone = new Set(judgement.withdrawn)
    this.posted = this.posted.filter(({ eventId }) => !gone.has(eventId))
    this.position = judgement.position
    return null
  }

  /** A correction of a month whose reversal failed, so that the first report stands. */
  #isReported(event: LoanEvent): boolean {
    if (event.kind !== 'REVENUE_REPORT') return false
    const { month } = event.payload
    return this.posted.some((one) => one.kind === 'REVENUE_REPORT' && one.payload.month === month)
  }

  #conclude({ eventId, kind }: StreamEvent, status: EventStatus, code: string | null = null): void {
    this.#kinds.set(eventId, kind)
    this.outcomes.set(eventId, { status, code, reversedBy: null })
  }
}

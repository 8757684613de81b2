import type { EventStatus } from '../../src/domain/events/event-status'
import type { LoanEvent, ReversalEvent, StreamEvent } from '../../src/domain/events/stream-event'
import { initialPosition, judgeEvent } from '../../src/domain/pushed/judge-event'
import type { LoanPosition } from '../../src/domain/pushed/position'
import { judgeReversal } from '../../src/domain/restatement/judge-reversal'
import { printOf } from './request'
import type { StreamItem } from './request'

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

/** Of events whose fate depends on what came first: whether they were in vain. */
type Presumed = ReadonlyMap<string, boolean>

/** Every way in which a loan may have taken so many events, as far as is known. */
export function possibleModels(
  stream: readonly StreamItem[],
  taken: number,
  presumed: Presumed = new Map(),
): StreamModel[] {
  const model = new StreamModel(stream, taken, { presumed })
  const { undecided } = model
  if (undecided === null) return [model]
  return [false, true].flatMap((isInVain) =>
    possibleModels(stream, taken, new Map([...presumed, [undecided, isInVain]])),
  )
}

/** What the rules make of a loan's stream, read from its beginning. */
export class StreamModel {
  readonly outcomes = new Map<string, Outcome>()
  position: LoanPosition = initialPosition()
  posted: LoanEvent[] = []
  /** The first event of which only the loan knows whether it was in vain, and nobody has seen it. */
  undecided: string | null = null
  readonly #kinds = new Map<string, StreamEvent['kind']>()
  readonly #books: Bookkeeper | undefined
  readonly #presumed: ReadonlyMap<string, boolean>

  /** @param taken how many events the loan has taken; the later ones are staged */
  constructor(
    stream: readonly StreamItem[],
    taken = stream.length,
    { books, presumed = new Map() }: { books?: Bookkeeper; presumed?: Presumed } = {},
  ) {
    this.#books = books
    this.#presumed = presumed
    stream.forEach((item, place) => {
      if (place < taken) this.#take(item, stream.slice(0, place))
      else this.#conclude(item.event, 'STAGED')
    })
  }

  outcomeOf(eventId: string): Outcome {
    const outcome = this.outcomes.get(eventId)
    if (outcome === undefined) throw new Error(`the model has no event ${eventId}`)
    return outcome
  }

  #take(item: StreamItem, before: readonly StreamItem[]): void {
    const { event } = item
    const code =
      event.kind === 'REVERSAL'
        ? this.#reverse(event)
        : this.#isInVain(item, before)
          ? 'CORRECTION_FAILED'
          : this.#judge(event)
    this.#conclude(event, code === null ? 'POSTED' : 'FAILED', code)
  }

  #judge(event: LoanEvent): string | null {
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

  /**
   * It was taken only because an event that it repeats, or whose place it claims, was to be reversed.
   * Where that stands it must have been so. Where that failed for itself it depends on what came first,
   * and only the loan knows.
   */
  #isInVain(item: StreamItem, before: readonly StreamItem[]): boolean {
    const related = before.filter((earlier) => isRelated(earlier, item))
    const ended = (status: EventStatus) =>
      related.filter(({ event }) => this.outcomeOf(event.eventId).status === status)
    if (ended('POSTED').length > 0) return true
    if (!ended('FAILED').some((earlier) => wasToBeReversed(earlier, before))) return false
    if (item.seenCode !== undefined) return item.seenCode === 'CORRECTION_FAILED'
    const { eventId } = item.event
    const presumed = this.#presumed.get(eventId)
    if (presumed === undefined) this.undecided ??= eventId
    return presumed ?? false
  }

  #conclude({ eventId, kind }: StreamEvent, status: EventStatus, code: string | null = null): void {
    this.#kinds.set(eventId, kind)
    this.outcomes.set(eventId, { status, code, reversedBy: null })
  }
}

/** A reversal of it, or of all behind a disbursement before it, was sent behind it. */
function wasToBeReversed(item: StreamItem, before: readonly StreamItem[]): boolean {
  return before.some(({ event }) => {
    if (event.kind !== 'REVERSAL' || event.seq < item.event.seq) return false
    const target = before.find((one) => one.event.eventId === event.payload.eventId)
    return target === item || (event.payload.cascade && target?.request.kind === 'DISBURSEMENT')
  })
}

/** The later one repeats the earlier one, or claims what only one of them may hold. */
function isRelated(earlier: StreamItem, later: StreamItem): boolean {
  if (earlier.event.kind !== later.event.kind) return false
  if (later.event.kind === 'DISBURSEMENT') return true
  if (later.event.kind === 'REVENUE_REPORT') {
    return earlier.request.body.revenueMonth === later.request.body.revenueMonth
  }
  return later.request.key === null && printOf(earlier.request) === printOf(later.request)
}

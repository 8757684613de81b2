import type { DerivedStatus } from '../src/domain/engine/derived-loan'
import type { CarriedState, LoanInput, LoanOptions } from '../src/contract/loan-input'
import type {
  LoanHealth,
  LoanState,
  ProcessAnswer,
  TimelineEntry,
} from '../src/contract/loan-messages'
import type { LoanRef } from '../src/contract/loan-ref'
import type {
  AccountingResult,
  LmsResult,
  ParkedEvent,
  PassResult,
  Wake,
} from '../src/contract/step-results'

const TIMELINE_LENGTH = 50
const CARRIED_TIMELINE_LENGTH = 10
const NEXT_EVENT = 'the next event'
const CLOSED: readonly DerivedStatus[] = [
  'Closed (obligations met)',
  'Closed (written off)',
  'Rejected',
  'Withdrawn',
]

/** What one run of a loan's workflow knows: plain state, changed by messages and results only. */
export class LoanRun {
  readonly loan: LoanRef
  readonly accounting: LoanOptions['accounting']
  readonly inOnePass: boolean
  /** Something was staged that no pass has looked for yet. */
  awake: boolean
  signals = 0
  tookThrough: number
  timeline: readonly TimelineEntry[]
  standing: CarriedState['standing']
  health: LoanHealth
  parked: ParkedEvent | null
  /** What falls due next by the clock, of a loan of our own LMS. */
  nextWake: Wake | null
  /** The run is about to end: nobody new may wait for it. */
  ending = false

  readonly #quietMs: number
  #waitsFor: string
  #lastEventMs: number
  /** Counts how often waiters were sent to their rows. */
  #releases = 0
  #taken: LmsResult['taken'] = []

  constructor({ loan, options, carried }: LoanInput) {
    this.loan = loan
    this.accounting = options.accounting
    this.inOnePass = options.inOnePass === true && options.accounting !== 'http'
    this.#quietMs = options.quietMs
    // A run without carried state knows nothing: it looks at once.
    this.awake = carried?.awake ?? true
    this.tookThrough = carried?.tookThrough ?? 0
    this.timeline = carried?.timeline ?? []
    this.standing = carried?.standing ?? null
    this.health = carried?.health ?? 'OK'
    this.parked = carried?.parked ?? null
    this.nextWake = carried?.wake ?? null
    this.#waitsFor = waitsForOperator(this.parked) ?? NEXT_EVENT
    this.#lastEventMs = carried?.lastEventMs ?? Date.now()
  }

  get closed(): boolean {
    return CLOSED.some((status) => status === this.standing?.status)
  }

  /** What names no event is a wake-up too: nobody knows what whoever sent it had in mind. */
  told(seq: number | undefined): void {
    this.signals += 1
    if (seq === undefined || seq > this.tookThrough) this.awake = true
  }

  /** Looks again, whatever was told. */
  wake(): void {
    this.awake = true
  }

  /** The answer to one who waits; undefined while there is none yet. */
  waitFor(seq: number): () => ProcessAnswer | undefined {
    if (seq > this.tookThrough) this.awake = true
    const releasesBefore = this.#releases
    return () => {
      const ended = this.timeline.find((entry) => entry.seq === seq)
      if (ended !== undefined) return ended
      const seeRow = this.ending || this.#releases > releasesBefore || seq <= this.tookThrough
      return seeRow ? { seq, status: 'SEE_ROW' } : undefined
    }
  }

  startPass(): void {
    this.awake = false
    this.#taken = []
  }

  /** A step goes over to the patient path: whoever waits is not held through an outage. */
  inTrouble(): void {
    this.health = 'RETRYING'
    this.#waitsFor = 'a system that does not answer; tried again without end'
    this.#releases += 1
  }

  took(result: LmsResult): void {
    const { parked } = result
    this.standing = result.standing
    this.#taken = result.taken
    this.health = parked === null ? 'OK' : 'PARKED'
    this.parked = parked
    this.nextWake = result.wake ?? null
    this.#waitsFor = waitsForOperator(parked) ?? NEXT_EVENT
    if (parked !== null || result.taken.length === 0) this.#releases += 1
  }

  /** @returns the stream that owes an undo */
  passed({ lms, accounting }: PassResult): string | null {
    this.took(lms)
    return this.posted(lms, accounting)
  }

  /** @returns the stream that owes an undo */
  posted(lms: LmsResult, accounting: AccountingResult | null): string | null {
    if (accounting !== null) this.ended(accounting)
    return (accounting ?? lms).compensationOwed ? lms.streamId : null
  }

  /** The undo may meet an outage of its own: nobody is held through that. */
  undoing(): void {
    this.#waitsFor = 'the LMS, which undoes what Accounting refused'
    this.#releases += 1
  }

  ended(result: AccountingResult): void {
    const isParked = result.outcomes.some((outcome) => outcome.status === 'PARKED')
    if (this.health === 'RETRYING') this.health = 'OK'
    if (this.health === 'OK') this.#waitsFor = NEXT_EVENT
    for (const outcome of result.outcomes) {
      this.#remember(outcome)
      if (outcome.status !== 'PARKED') this.tookThrough = outcome.seq
    }
    this.#lastEventMs = Date.now()
    // A parked event is read again at once: the pass that finds it says what an operator needs.
    this.awake ||= result.more
    // With nothing left to take, whoever still waits does so for what the stream does not hold.
    if (isParked || !this.awake) this.#releases += 1
  }

  state(): LoanState {
    return {
      loan: this.loan,
      health: this.health,
      tookThrough: this.tookThrough,
      standing: this.standing,
      waitsFor: this.#waitsFor,
    }
  }

  quietLeftMs(): number {
    return this.#lastEventMs + this.#quietMs - Date.now()
  }

  carry(): CarriedState {
    return {
      schemaVersion: 1,
      tookThrough: this.tookThrough,
      awake: this.awake,
      standing: this.standing,
      health: this.health,
      timeline: this.timeline.slice(-CARRIED_TIMELINE_LENGTH),
      lastEventMs: this.#lastEventMs,
      parked: this.parked,
      ...(this.nextWake === null ? {} : { wake: this.nextWake }),
    }
  }

  #remember(outcome: AccountingResult['outcomes'][number]): void {
    const taken = this.#taken.find((event) => event.seq === outcome.seq)
    if (taken === undefined) return
    const { eventId, kind, date, amount } = taken
    const known = this.timeline.filter((entry) => entry.seq !== outcome.seq)
    const entry = { ...outcome, eventId, kind, date, ...(amount === undefined ? {} : { amount }) }
    this.timeline = [...known, entry].slice(-TIMELINE_LENGTH)
  }
}

function waitsForOperator(parked: ParkedEvent | null): string | null {
  if (parked === null) return null
  const { seq, reason } = parked
  return `an operator: no. ${seq} is parked (${reason.code}). Why is told by /ops/parked`
}

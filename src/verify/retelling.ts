import type { LoanEvent, ReversalEvent } from '../domain/events/stream-event'
import { initialPosition, judgeEvent } from '../domain/pushed/judge-event'
import type { LoanPosition, TransactionSplit } from '../domain/pushed/position'
import { refusalOfTarget } from '../domain/restatement/refuse-target'
import { reportOfSameMonth } from '../domain/restatement/same-month'
import { judgeCorrection } from '../domain/restatement/judge-correction'
import { emptySplit } from '../lms/taken-batch'
import { decidedElsewhere } from './decided-elsewhere'
import type { DerivedEvent } from './derived-event'
import type { RecordedEvent } from './loan-record'
import { PaperLedger } from './paper-ledger'

/** Takes a stream's events one by one, as the two steps of the saga do, on paper. */
export class Retelling {
  readonly events: DerivedEvent[] = []
  readonly ledger = new PaperLedger()
  readonly #byId = new Map<string, DerivedEvent>()
  position: LoanPosition = initialPosition()
  readonly #ledgerSeq: number
  #posted: LoanEvent[] = []

  /** @param ledgerSeq the last event the ledger took; later ones are judged and not posted */
  constructor(ledgerSeq: number) {
    this.#ledgerSeq = ledgerSeq
  }

  /** @param next what follows it in the stream */
  take(recorded: RecordedEvent, next?: RecordedEvent): void {
    const { event } = recorded
    const decided = decidedElsewhere(recorded)
    const inVain = this.#refusalOfCorrection(recorded)
    // First: the code that it took over from its reversal may be an operator's or Accounting's.
    if (inVain !== null) {
      this.#refuse(recorded, inVain)
    } else if (decided !== null) {
      this.#add(recorded, { outcome: 'FAILED', refusalCode: decided })
    } else if (event.kind === 'REVERSAL') {
      this.#reverse(recorded, event, replacementIn(next, event.eventId))
    } else {
      this.#judge(recorded, event)
    }
  }

  #judge(recorded: RecordedEvent, event: LoanEvent): void {
    // As it was before an event told what it relies on.
    const judgement = reportOfSameMonth(this.#posted, event)
      ? null
      : judgeEvent(this.position, event)
    if (judgement?.accepted !== true) {
      this.#refuse(recorded, judgement?.refusal.code ?? 'DUPLICATE_REVENUE_MONTH')
      return
    }
    if (event.seq <= this.#ledgerSeq) this.ledger.post(event)
    this.#posted.push(event)
    this.#accept(recorded, judgement.position, judgement.split)
  }

  #reverse(recorded: RecordedEvent, event: ReversalEvent, replacement: LoanEvent | null): void {
    const target = this.#byId.get(event.payload.eventId)
    const refusalCode =
      refusalOfTarget(target ? { kind: target.event.kind, status: target.outcome } : null)?.code ??
      null
    const judgement =
      refusalCode === null ? judgeCorrection(this.#posted, event, replacement) : null
    if (judgement?.accepted !== true) {
      this.#refuse(recorded, refusalCode ?? judgement?.refusal.code ?? '')
      return
    }
    const isPosted = event.seq <= this.#ledgerSeq
    const withdrawn = new Set(judgement.withdrawn)
    const remaining = this.#posted.filter(({ eventId }) => !withdrawn.has(eventId))
    if (isPosted) this.ledger.reverse(event, this.#posted)
    for (const undone of judgement.undone) this.#find(undone.event.eventId).split = null
    for (const redone of judgement.redone) this.#find(redone.event.eventId).split = redone.split
    for (const eventId of isPosted ? judgement.withdrawn : []) {
      Object.assign(this.#find(eventId), { outcome: 'REVERSED', reversedBy: event.eventId })
    }
    this.#posted = remaining
    this.#accept(recorded, judgement.position, emptySplit(event))
  }

  /** The code under which a correction fails whose reversal did. */
  #refusalOfCorrection({ reliesOn, stagedWith }: RecordedEvent): string | null {
    if (stagedWith !== null) return this.#find(stagedWith).refusalCode
    const isReversed = (eventId: string) => this.#find(eventId).outcome === 'REVERSED'
    return (reliesOn ?? []).every(isReversed) ? null : 'CORRECTION_FAILED'
  }

  #accept(recorded: RecordedEvent, after: LoanPosition, split: TransactionSplit): void {
    const position = { before: this.position, after }
    this.position = after
    this.#add(recorded, { outcome: 'POSTED', position, split })
  }

  #refuse(recorded: RecordedEvent, refusalCode: string): void {
    const position = { before: this.position, after: this.position }
    const split = emptySplit(recorded.event)
    this.#add(recorded, { outcome: 'FAILED', refusalCode, position, split })
  }

  #add(
    { event, generation }: RecordedEvent,
    made: Pick<DerivedEvent, 'outcome'> & Partial<DerivedEvent>,
  ): void {
    const nothing = { refusalCode: null, reversedBy: null, position: null, split: null }
    const derived: DerivedEvent = { event, generation, ...nothing, ...made }
    this.events.push(derived)
    this.#byId.set(event.eventId, derived)
  }

  #find(eventId: string): DerivedEvent {
    const found = this.#byId.get(eventId)
    if (found === undefined) throw new Error(`Event ${eventId} was never taken.`)
    return found
  }
}

/** What was staged with a reversal, right behind it, to replace the event that it undoes. */
function replacementIn(next: RecordedEvent | undefined, reversalId: string): LoanEvent | null {
  if (next?.stagedWith !== reversalId || next.event.kind === 'REVERSAL') return null
  return next.event
}

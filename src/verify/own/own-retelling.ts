import { judgedTo } from '../../contract/stored-events'
import { deriveLoan } from '../../domain/engine/derive'
import { judgeNext } from '../../domain/engine/judge/judge-next'
import { liveAfter, withdrawnBy } from '../../domain/engine/live-events'
import type { LendingEvent } from '../../domain/events/lending/lending-event'
import { decidedElsewhere } from '../decided-elsewhere'
import type { RecordedEvent } from '../loan-record'
import type { DerivedOwnEvent, OwnStanding } from './derived-own-event'

/** The words of a refusal are not compared. */
const NAMING = { loanId: '' }

/** Takes the events of a loan of our own LMS one by one, as the steps of the saga do, on paper. */
export class OwnRetelling {
  readonly events: DerivedOwnEvent[] = []
  lms: OwnStanding = { live: [], loan: null }
  books: OwnStanding = this.lms
  readonly #byId = new Map<string, DerivedOwnEvent>()
  readonly #ledgerSeq: number

  /** @param ledgerSeq the last event the ledger took; later ones are judged and not posted */
  constructor(ledgerSeq: number) {
    this.#ledgerSeq = ledgerSeq
  }

  take(recorded: RecordedEvent<LendingEvent>): void {
    const { event } = recorded
    const decided = decidedElsewhere(recorded)
    if (decided !== null) {
      this.#add(event, { outcome: 'FAILED', refusalCode: decided, isJudged: false })
    } else {
      this.#judge(event)
    }
    if (event.seq <= this.#ledgerSeq) this.books = this.lms
  }

  #judge(event: LendingEvent): void {
    const { live } = this.lms
    const judgement = judgeNext(live, event, NAMING)
    if (!judgement.accepted) {
      this.#add(event, { outcome: 'FAILED', refusalCode: judgement.refusal.code })
      return
    }
    const isPosted = event.seq <= this.#ledgerSeq
    for (const { eventId } of isPosted ? withdrawnBy(event, live) : []) {
      const withdrawn = this.#byId.get(eventId)
      if (withdrawn !== undefined) {
        Object.assign(withdrawn, { outcome: 'REVERSED', reversedBy: event.eventId })
      }
    }
    const after = liveAfter(judgedTo(event, judgement.amount), live)
    this.lms = { live: after, loan: after.length === 0 ? null : deriveLoan(after) }
    this.#add(event, { outcome: 'POSTED' })
  }

  #add(
    event: LendingEvent,
    made: Pick<DerivedOwnEvent, 'outcome'> & Partial<DerivedOwnEvent>,
  ): void {
    const derived = { event, refusalCode: null, reversedBy: null, isJudged: true, ...made }
    this.events.push(derived)
    this.#byId.set(event.eventId, derived)
  }
}

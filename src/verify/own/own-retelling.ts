import { judgedTo } from '../../contract/stored-events'
import { standingOf } from '../../domain/engine/derive'
import type { LoanStanding } from '../../domain/engine/derive'
import type { DerivedLoan } from '../../domain/engine/derived-loan'
import { judgeNext } from '../../domain/engine/judge/judge-next'
import { liveAfter, withdrawnBy } from '../../domain/engine/live-events'
import type { LendingEvent } from '../../domain/events/lending/lending-event'
import { decidedElsewhere } from '../decided-elsewhere'
import type { RecordedEvent } from '../loan-record'
import type { DerivedOwnEvent } from './derived-own-event'
import { OwnPaperBooks } from './paper-books'
import { PaperTransactions } from './paper-transactions'

/** The words of a refusal are not compared. */
const NAMING = { loanId: '' }

/** Takes the events of a loan of our own LMS one by one, as the steps of the saga do, on paper. */
export class OwnRetelling {
  readonly events: DerivedOwnEvent[] = []
  lms: LoanStanding = { live: [], loan: null }
  books: LoanStanding = this.lms
  readonly paper = new OwnPaperBooks()
  readonly transactions = new PaperTransactions()
  /** Of each event that brought charges, their indexes. */
  readonly charges = new Map<string, readonly number[]>()
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
      this.#judge(recorded)
    }
    if (event.seq <= this.#ledgerSeq) this.books = this.lms
  }

  /** Posts what is left on paper. */
  finish(): void {
    this.paper.finish()
  }

  #judge({ event, generation, batchSeq }: RecordedEvent<LendingEvent>): void {
    const before = this.lms
    const { live } = before
    const judgement = judgeNext(live, event, NAMING)
    if (!judgement.accepted) {
      const { code } = judgement.refusal
      this.transactions.refuse(event, generation, code)
      this.#add(event, { outcome: 'FAILED', refusalCode: code })
      return
    }
    const isPosted = event.seq <= this.#ledgerSeq
    for (const { eventId } of isPosted ? withdrawnBy(event, live) : []) {
      const withdrawn = this.#byId.get(eventId)
      if (withdrawn !== undefined) {
        Object.assign(withdrawn, { outcome: 'REVERSED', reversedBy: event.eventId })
      }
    }
    const judged = judgedTo(event, judgement.amount)
    this.lms = standingOf(liveAfter(judged, live))
    this.transactions.accept(event, generation, before.loan, this.lms.loan)
    this.charges.set(event.eventId, chargesOf(this.lms.loan, event.eventId))
    if (isPosted) this.paper.take(judged, batchSeq, before, this.lms)
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

function chargesOf(loan: DerivedLoan | null, eventId: string): number[] {
  return (loan?.charges ?? []).filter((one) => one.eventId === eventId).map(({ index }) => index)
}

import type { DerivedLoan, Split } from '../../domain/engine/derived-loan'
import type { LendingEvent } from '../../domain/events/lending/lending-event'
import type { StepRefusal } from '../../contract/step-results'
import type { LoadedOwnLoan, OpenEvent } from '../load-loan'
import type { LmsRecordArgument, TransactionRow } from '../record-transitions'
import { ownRecordOf } from './own-record'
import type { SplitChanges } from './split-changes'

type Open = OpenEvent<LendingEvent>

/** An accepted event with what it was judged to be, and what it makes of its loan. */
interface AcceptedEvent {
  event: LendingEvent
  loan: DerivedLoan | null
  changes: SplitChanges
}

type Cause = Pick<TransactionRow, 'caused_by' | 'generation'>

/** Collects what a batch of a loan of our own LMS leaves to be written. */
export class OwnRecording {
  readonly #loaded: LoadedOwnLoan
  readonly #transactions: TransactionRow[] = []
  readonly #undone: LmsRecordArgument['undone'] = []
  readonly #charges: { event_id: string; index: number }[] = []
  #seq: number
  #park: LmsRecordArgument['park'] = null

  constructor(loaded: LoadedOwnLoan) {
    this.#loaded = loaded
    this.#seq = loaded.seq
  }

  get isEmpty(): boolean {
    return this.#transactions.length === 0 && this.#park === null
  }

  park({ eventId }: LendingEvent, reason: StepRefusal): void {
    this.#park = { eventId, ...reason }
  }

  refuse({ event, generation }: Open, refusal: StepRefusal): void {
    this.#seq = event.seq
    this.#transactions.push({
      ...noSplit(event, causeOf(event, generation)),
      refusal_code: refusal.code,
      refusal_message: refusal.message,
    })
  }

  accept(
    { event, generation }: Open,
    { loan, changes }: Pick<AcceptedEvent, 'loan' | 'changes'>,
  ): void {
    this.#seq = event.seq
    const cause = causeOf(event, generation)
    const own = (loan?.splits ?? []).filter(({ eventId }) => eventId === event.eventId)
    const rows = own.map((split) => rowOf(split, event.seq, cause))
    const [first = noSplit(event, cause), ...others] = rows
    this.#transactions.push(first, ...others)
    const seqOf = this.#seqOf(event)
    for (const split of changes.redone) {
      this.#transactions.push(rowOf(split, seqOf(split.eventId), cause))
    }
    for (const { eventId, part } of changes.undone) {
      this.#undone.push({ event_id: eventId, part, ...cause })
    }
    for (const { eventId, index } of loan?.charges ?? []) {
      if (eventId === event.eventId) this.#charges.push({ event_id: eventId, index })
    }
  }

  /** @param loan as the batch leaves it */
  argument(loan: DerivedLoan | null): LmsRecordArgument {
    const { streamId, seq: expectSeq } = this.#loaded
    return {
      ...{ streamId, expectSeq, seq: this.#seq },
      position: ownRecordOf(loan),
      transactions: this.#transactions,
      undone: this.#undone,
      charges: this.#charges,
      park: this.#park,
    }
  }

  #seqOf(event: LendingEvent): (eventId: string) => number {
    const known = [
      ...this.#loaded.own.live,
      ...this.#loaded.events.map((open) => open.event),
      event,
    ]
    const seqs = new Map(known.map(({ eventId, seq }) => [eventId, seq]))
    return (eventId) => seqs.get(eventId) ?? event.seq
  }
}

function causeOf({ eventId }: LendingEvent, generation: number): Cause {
  return { caused_by: eventId, generation }
}

function rowOf(split: Split, seq: number, cause: Cause): TransactionRow {
  return {
    event_id: split.eventId,
    ...cause,
    ...{ seq, part: split.part, type: split.type, date: split.date },
    amount: split.amount.toString(),
    principal: split.principal.toString(),
    interest: split.interest.toString(),
    fees: split.fees.toString(),
    penalties: split.penalties.toString(),
    waived: '0',
    overpayment: split.overpayment.toString(),
    ...{ before: null, after: null, refusal_code: null, refusal_message: null },
  }
}

/** The row of an event that moves no money, by which it is known to have been taken. */
function noSplit(
  { eventId, seq, kind, effectiveDate }: LendingEvent,
  cause: Cause,
): TransactionRow {
  return {
    event_id: eventId,
    ...cause,
    ...{ seq, part: 0, type: kind, date: effectiveDate },
    ...{ amount: '0', principal: '0', interest: '0', fees: '0', penalties: '0' },
    ...{ waived: '0', overpayment: '0' },
    ...{ before: null, after: null, refusal_code: null, refusal_message: null },
  }
}

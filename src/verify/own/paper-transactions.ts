import type { DerivedLoan, Split } from '../../domain/engine/derived-loan'
import type { LendingEvent } from '../../domain/events/lending/lending-event'
import { splitChanges } from '../../lms/own/split-changes'
import type { OwnSplit } from '../loan-record'

export interface PaperTransaction {
  eventId: string
  causedBy: string
  generation: number
  /** The number of the one that it takes back. */
  undoes: number | null
  seq: number
  part: number
  split: OwnSplit
  refusalCode: string | null
}

/** The transactions of a loan of our own LMS in memory, in order of their numbers, from 1 on. */
export class PaperTransactions {
  readonly rows: PaperTransaction[] = []
  readonly #seqs = new Map<string, number>()
  /** The last that stood for an event's part. */
  readonly #last = new Map<string, number>()

  refuse(event: LendingEvent, generation: number, refusalCode: string): void {
    this.#seqs.set(event.eventId, event.seq)
    this.#add(partOf(event), {
      ...causeOf(event, generation),
      split: nothingOf(event),
      refusalCode,
    })
  }

  accept(
    event: LendingEvent,
    generation: number,
    before: DerivedLoan | null,
    after: DerivedLoan | null,
  ): void {
    this.#seqs.set(event.eventId, event.seq)
    const cause = causeOf(event, generation)
    const own = (after?.splits ?? []).filter(({ eventId }) => eventId === event.eventId)
    if (own.length === 0) this.#add(partOf(event), { ...cause, split: nothingOf(event) })
    for (const split of own) this.#add(split, { ...cause, split })
    const { undone, redone } = splitChanges(
      before?.splits ?? [],
      after?.splits ?? [],
      event.eventId,
    )
    const stood = undone.map((split) => ({ split, no: this.#last.get(keyOf(split)) ?? 0 }))
    for (const split of redone) this.#add(split, { ...cause, split })
    for (const { split, no } of stood) {
      this.#add(split, { ...cause, undoes: no, split: negative(split) })
    }
  }

  #add(
    { eventId, part }: Pick<Split, 'eventId' | 'part'>,
    made: Pick<PaperTransaction, 'causedBy' | 'generation' | 'split'> & Partial<PaperTransaction>,
  ): void {
    const seq = this.#seqs.get(eventId) ?? 0
    this.rows.push({ undoes: null, refusalCode: null, ...made, eventId, part, seq })
    if (made.undoes === undefined) this.#last.set(keyOf({ eventId, part }), this.rows.length)
  }
}

function partOf({ eventId }: LendingEvent): Pick<Split, 'eventId' | 'part'> {
  return { eventId, part: 0 }
}

function causeOf({ eventId }: LendingEvent, generation: number) {
  return { causedBy: eventId, generation }
}

function keyOf({ eventId, part }: Pick<Split, 'eventId' | 'part'>): string {
  return `${eventId} ${part}`
}

/** Of an event that moves no money: by it the event is known to have been taken. */
function nothingOf({ kind, effectiveDate }: LendingEvent): OwnSplit {
  return {
    ...{ type: kind, date: effectiveDate, amount: 0n, overpayment: 0n },
    ...{ principal: 0n, interest: 0n, fees: 0n, penalties: 0n },
  }
}

function negative({ type, date, ...split }: Split): OwnSplit {
  return {
    ...{ type, date, amount: -split.amount, overpayment: -split.overpayment },
    principal: -split.principal,
    interest: -split.interest,
    fees: -split.fees,
    penalties: -split.penalties,
  }
}

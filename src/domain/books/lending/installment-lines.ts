import { firstOpenDay } from '../dating/first-open-day'
import type { DerivedLoan, InstallmentMove, Portions } from '../../engine/derived-loan'
import type { LendingEvent } from '../../events/lending/lending-event'
import type { Cause } from '../../restatement/cause'
import { laterOf, type CivilDate } from '../../values/calendar'
import type { EntryDays } from './installment-days'

export type LineKind = InstallmentMove['kind']

/** How one event moves one installment: a past day's figures are sums over these. */
export interface InstallmentLine extends Portions {
  installment: number
  due: CivilDate
  kind: LineKind
  eventId: string
  causedBy: string
  bookedOn: CivilDate
}

type Place = Pick<InstallmentLine, 'installment' | 'due' | 'kind'>

/** A sum of portions by installment, due date and kind, of one event. */
type Moves = Map<string, Place & Portions>

/**
 * What moves on a loan's installments where events are added to it or withdrawn: what new events
 * move, on their own days; and of older ones what differs, from the day on from which the cause works.
 * Each no earlier than the entries that book it.
 *
 * @param added the events that were not there before
 * @param days the entries that this adds to the books
 */
export function installmentLines(
  before: DerivedLoan | null,
  after: DerivedLoan | null,
  added: readonly LendingEvent[],
  cause: Cause,
  days: EntryDays,
): InstallmentLine[] {
  const [were, are] = [movesOf(before), movesOf(after)]
  const own = new Map(added.map((event) => [event.eventId, event]))
  const splitDates = new Map(
    [...(before?.splits ?? []), ...(after?.splits ?? [])].map(({ eventId, date }) => [
      eventId,
      date,
    ]),
  )
  return [...new Set([...were.keys(), ...are.keys()])].flatMap((eventId) => {
    const event = own.get(eventId)
    const date = splitDates.get(eventId) ?? cause.date
    const [causedBy, day] =
      event === undefined
        ? [cause.eventId, firstOpenDay(laterOf(cause.date, date), cause.closedThrough)]
        : [eventId, firstOpenDay(date, event.payload.closedThrough)]
    const places = [
      ...(are.get(eventId) ?? were.get(eventId) ?? new Map<string, Place & Portions>()).values(),
    ]
    const lines = difference(were.get(eventId), are.get(eventId))
    const dated = days.date(eventId, day, lines, places)
    return dated.map((line) => ({ ...line, eventId, causedBy }))
  })
}

function movesOf(loan: DerivedLoan | null): Map<string, Moves> {
  const byEvent = new Map<string, Moves>()
  // What is owed late is put off by what is owed later still.
  const dues = new Map(loan?.schedule.map(({ no, due }) => [no, due]))
  for (const { eventId, moves } of loan?.splits ?? []) {
    const ofEvent = byEvent.get(eventId) ?? new Map<string, Place & Portions>()
    for (const move of moves) {
      add(ofEvent, { ...move, due: dues.get(move.installment) ?? move.due }, 1n)
    }
    byEvent.set(eventId, ofEvent)
  }
  return byEvent
}

function difference(were: Moves = new Map(), are: Moves = new Map()): (Place & Portions)[] {
  const moves: Moves = new Map(are)
  for (const move of were.values()) add(moves, move, -1n)
  return [...moves.values()].filter(
    ({ principal, interest, fees, penalties }) =>
      principal !== 0n || interest !== 0n || fees !== 0n || penalties !== 0n,
  )
}

function add(
  moves: Moves,
  { installment, due, kind, ...move }: Place & Portions,
  sign: bigint,
): void {
  const key = `${installment} ${due} ${kind}`
  const sum = moves.get(key)
  moves.set(key, {
    ...{ installment, due, kind },
    principal: (sum?.principal ?? 0n) + sign * move.principal,
    interest: (sum?.interest ?? 0n) + sign * move.interest,
    fees: (sum?.fees ?? 0n) + sign * move.fees,
    penalties: (sum?.penalties ?? 0n) + sign * move.penalties,
  })
}

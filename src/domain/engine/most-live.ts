import type { LendingEvent } from '../events/lending/lending-event'
import { isByClock } from './due/due-event'
import { isFact } from './live-events'

/** The most live events of a loan of our own LMS: it is derived from all of them with each command. */
export const MOST_LIVE = 1_000

/** What is booked at a month's end goes on for years behind the last command. */
export const MOST_COMMANDED = 900

/** Penalties stop first: those of years must not leave money that comes in without a place. */
export const MOST_PENALIZED = 800

/** Undoing leaves fewer, and a write-off is a way out. */
export function isOneTooMany(live: number, event: LendingEvent): boolean {
  if (!isFact(event) || event.kind === 'WRITE_OFF') return false
  return live >= MOST_COMMANDED && !isByClock(event)
}

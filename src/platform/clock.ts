/** Where "now" comes from; everything that needs the time is given one of these. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is told otherwise. */
export interface FixedClock extends Clock {
  set(instant: Date | string): void
  advance(milliseconds: number): void
}

export function fixedClock(instant: Date | string): FixedClock {
  let now = new Date(instant).getTime()
  return {
    now: () => new Date(now),
    set: (next) => {
      now = new Date(next).getTime()
    },
    advance: (milliseconds) => {
      now += milliseconds
    },
  }
}

import { isCivilDate } from '../../../../src/domain/values/calendar'

/** The days that a report is about, as its address has them. */
export interface Period {
  from?: string
  to?: string
  /** A day of UTC: what was written after it is left out. */
  known?: string
}

export function readPeriod(search: Readonly<Record<string, unknown>>): Period {
  const { from, to, known } = search
  return {
    ...(typeof from === 'string' && isCivilDate(from) ? { from } : {}),
    ...(typeof to === 'string' && isCivilDate(to) ? { to } : {}),
    ...(typeof known === 'string' && isCivilDate(known) ? { known } : {}),
  }
}

/** What a report is asked by: without a word of the address it is about this year so far. */
export function periodQuery({ from, to, known }: Period, today: string) {
  const toDate = to ?? today
  const fromDate = from ?? `${toDate.slice(0, 4)}-01-01`
  return {
    fromDate,
    toDate,
    ...(known === undefined ? {} : { recordedUpTo: `${known}T23:59:59Z` }),
  }
}

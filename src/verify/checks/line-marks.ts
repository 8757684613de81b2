import { standardAccountOf } from '../../domain/books/control-accounts'
import { compareFacts } from '../difference'
import type { CommonCheck } from '../loan-check'

/** Lines are numbered, and marked by what reports add them up by: account of the standard chart, entry's date. */
export const lineMarks: CommonCheck = {
  name: 'line-marks',
  find(record) {
    const entries = new Map(record.entries.map((entry) => [entry.no, entry]))
    const accounts = new Map(
      record.events.map(({ event }) => [event.eventId, event.payload.accounts]),
    )
    const places = new Map<number, number>()
    return record.lines.flatMap(({ entryNo, lineNo, account, role, date }) => {
      const place = (places.get(entryNo) ?? 0) + 1
      places.set(entryNo, place)
      const entry = entries.get(entryNo)
      if (entry === undefined) return []
      const standard = standardAccountOf(account, accounts.get(entry.eventId) ?? {})
      return compareFacts(
        `journal entry ${entryNo}, line ${place}`,
        { number: String(place), role: standard, date: entry.date },
        { number: String(lineNo), role: role ?? '', date: date ?? '' },
      )
    })
  },
}

import { standardAccountOf } from '../../domain/books/control-accounts'
import { compareFacts } from '../difference'
import type { CommonCheck } from '../loan-check'

/** What reports add lines up by: the account of the standard chart, and the date, which is its entry's. */
export const lineMarks: CommonCheck = {
  name: 'line-marks',
  find(record) {
    const entries = new Map(record.entries.map((entry) => [entry.no, entry]))
    const accounts = new Map(
      record.events.map(({ event }) => [event.eventId, event.payload.accounts]),
    )
    return record.lines.flatMap(({ entryNo, lineNo, account, role, date }) => {
      const entry = entries.get(entryNo)
      if (entry === undefined) return []
      return compareFacts(
        `journal entry ${entryNo}, line ${lineNo}`,
        { role: standardAccountOf(account, accounts.get(entry.eventId) ?? {}), date: entry.date },
        { role: role ?? '', date: date ?? '' },
      )
    })
  },
}

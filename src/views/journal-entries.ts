import type { Prisma } from '../generated/prisma/client'
import type { JournalEntryView } from './books-view'
import { civilDate } from './civil-date'

/** What a journal entry is shown with; goes with `toJournalEntryView`. */
export const entryParts = {
  lines: { orderBy: { lineNo: 'asc' } },
} satisfies Prisma.JournalEntryInclude

type Whole = Prisma.JournalEntryGetPayload<{ include: typeof entryParts }>

/** What of an entry is shown. */
export type EntryRow = Pick<
  Whole,
  'no' | 'date' | 'valueDate' | 'recordedAt' | 'eventId' | 'causedBy' | 'description' | 'reverses'
> & { lines: Pick<Whole['lines'][number], 'account' | 'amount'>[] }

export function toJournalEntryView(loanId: string, entry: EntryRow): JournalEntryView {
  const idOf = (no: number): string => `${loanId}-J${no}`
  return {
    id: idOf(entry.no),
    date: civilDate(entry.date),
    valueDate: civilDate(entry.valueDate),
    recordedAt: entry.recordedAt.toISOString(),
    eventId: entry.eventId,
    causedBy: entry.causedBy,
    description: entry.description,
    reverses: entry.reverses === null ? null : idOf(entry.reverses),
    lines: entry.lines.map(({ account, amount }) => ({
      account,
      debit: amount > 0n ? amount : 0n,
      credit: amount < 0n ? -amount : 0n,
    })),
  }
}

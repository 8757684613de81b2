import type { JournalEntry } from '../../api/answers/loans'
import { words } from '../../words'
import { Chip } from '../chip'
import { EntryLines } from './entry-lines'

interface EntryBlockProps {
  entry: Pick<JournalEntry, 'id' | 'date' | 'description' | 'reverses' | 'lines'>
  /** The entry that mirrors this one. */
  mirror?: string | undefined
}

/** A journal entry with its head; one that was reversed is struck, and says so in words too. */
export function EntryBlock({ entry, mirror }: EntryBlockProps) {
  const { id, date, description, reverses, lines } = entry
  return (
    <section className={mirror === undefined ? 'entry' : 'entry struck'}>
      <header>
        <strong>{shortEntry(id)}</strong>
        <span>{date}</span>
        <span className="entry-text">{description}</span>
        {reverses !== null && (
          <Chip tone="note">
            {words.loan.entry.reverses} {shortEntry(reverses)}
          </Chip>
        )}
        {mirror !== undefined && (
          <Chip tone="bad">
            {words.loan.entry.reversedBy} {shortEntry(mirror)}
          </Chip>
        )}
      </header>
      <EntryLines lines={lines} />
    </section>
  )
}

/** `J12` of `LN-2026-0001-J12`: beside its loan the rest says nothing. */
function shortEntry(id: string): string {
  return /-(J\d+)$/.exec(id)?.[1] ?? id
}

import type { Story } from '../../../api/answers/loans'
import { EntryBlock } from '../../../parts/books/entry-block'
import { Empty } from '../../../parts/states/empty'
import { words } from '../../../words'
import { mirrorsOf } from '../story/chapters'

export function JournalTab({ story: { journalEntries } }: { story: Story }) {
  if (journalEntries.length === 0) return <Empty title={words.loan.journal.none} />
  const mirrors = mirrorsOf(journalEntries)
  return (
    <div className="entries">
      {journalEntries.toReversed().map((entry) => (
        <EntryBlock key={entry.id} entry={entry} mirror={mirrors.get(entry.id)} />
      ))}
    </div>
  )
}

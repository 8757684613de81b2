import { useBusiness } from '../../../app/session/session-context'
import type { Story } from '../../../api/answers/loans'
import { EntryBlock } from '../../../parts/books/entry-block'
import { CopyText } from '../../../parts/copy-text'
import { Money } from '../../../parts/money/money'
import { words } from '../../../words'
import type { Chapter } from './chapters'
import { sentFields } from './event-amount'
import { TransactionLine } from './transaction-line'

const { story: said } = words.loan

interface ChapterBodyProps {
  story: Story
  chapter: Chapter
  mirrors: ReadonlyMap<string, string>
}

/** An event from what was sent to what was booked. */
export function ChapterBody({ story, chapter, mirrors }: ChapterBodyProps) {
  const { event, transactions, entries } = chapter
  const numbers = new Map(story.events.map(({ eventId, sequence }) => [eventId, sequence]))
  const forOther = (eventId: string) =>
    eventId === event.eventId ? undefined : numbers.get(eventId)
  return (
    <>
      <section>
        <h3>{said.sent}</h3>
        <SentFields payload={event.payload} />
        <p className="hint">
          <CopyText text={event.eventId} />
        </p>
        {transactions.length > 0 && <h3>{said.lms}</h3>}
        {transactions.map((transaction) => (
          <TransactionLine
            key={transaction.no}
            transaction={transaction}
            forOther={forOther(transaction.eventId)}
          />
        ))}
      </section>
      <section>
        <h3>{said.books}</h3>
        {entries.length === 0 && <p className="hint">{said.noBooks}</p>}
        {entries.map((entry) => {
          const other = forOther(entry.eventId)
          return (
            <div key={entry.id}>
              {other !== undefined && <p className="again">{said.derivedAgain(other)}</p>}
              <EntryBlock entry={entry} mirror={mirrors.get(entry.id)} />
            </div>
          )
        })}
      </section>
    </>
  )
}

function SentFields({ payload }: { payload: unknown }) {
  const { exponent } = useBusiness()
  return (
    <dl className="fields">
      {sentFields(payload, exponent).map(({ field, amount, text }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>{amount === undefined ? text : <Money amount={amount} />}</dd>
        </div>
      ))}
    </dl>
  )
}

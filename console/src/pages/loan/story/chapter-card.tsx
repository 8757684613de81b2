import { useEffect, useRef, useState } from 'react'

import { useBusiness } from '../../../app/session/session-context'
import type { Story } from '../../../api/answers/loans'
import { Chip } from '../../../parts/chip'
import type { Tone } from '../../../parts/chip'
import { Instant } from '../../../parts/dates/instant'
import { Icon } from '../../../parts/icons/icon'
import { Money } from '../../../parts/money/money'
import { words } from '../../../words'
import { ChapterBody } from './chapter-body'
import type { Chapter } from './chapters'
import { Decisions } from './decisions'
import { amountOf } from './event-amount'
import { Why } from './why'

const { story: said, kinds, statuses } = words.loan

const TONES: Record<Chapter['event']['status'], Tone> = {
  STAGED: 'note',
  POSTED: 'good',
  FAILED: 'bad',
  PARKED: 'bad',
  REVERSED: 'warn',
}

interface ChapterCardProps {
  story: Story
  chapter: Chapter
  mirrors: ReadonlyMap<string, string>
  opened: boolean
  /** The address names it. */
  pointedAt: boolean
}

export function ChapterCard({ story, chapter, mirrors, opened, pointedAt }: ChapterCardProps) {
  const { exponent } = useBusiness()
  const [open, setOpen] = useState(opened)
  const card = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (pointedAt) card.current?.scrollIntoView({ block: 'center' })
  }, [pointedAt])
  const { event, entries } = chapter
  const amount = amountOf(chapter, exponent)
  const bodyId = `event-${event.eventId}`
  return (
    <li
      ref={card}
      className={`chapter ${event.status.toLowerCase()}${pointedAt ? ' pointed' : ''}`}
    >
      <div className="chapter-head">
        <button
          type="button"
          className="disclose"
          aria-expanded={open}
          aria-controls={bodyId}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'down' : 'right'} />
          <span className="no">{event.sequence}</span>
          <span className="what">{kinds[event.type]}</span>
        </button>
        <span className="day">{event.effectiveDate}</span>
        <span className="sum">{amount !== undefined && <Money amount={amount} strong />}</span>
        <span className="state">
          <Chip tone={TONES[event.status]}>{statuses[event.status]}</Chip>
        </span>
        <span className="facts">
          {entries.length > 0 && <span>{said.entries(entries.length)}</span>}
          <span>
            {said.received} <Instant at={event.receivedAt} /> {said.by} {event.sentBy}
          </span>
        </span>
        <Decisions event={event} loanId={story.loanId} />
      </div>
      <Why chapter={chapter} />
      {open && (
        <div id={bodyId} className="chapter-body">
          <ChapterBody story={story} chapter={chapter} mirrors={mirrors} />
        </div>
      )}
    </li>
  )
}

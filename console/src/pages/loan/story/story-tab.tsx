import { useEffect, useEffectEvent, useState } from 'react'

import type { Story } from '../../../api/answers/loans'
import { Empty } from '../../../parts/states/empty'
import { words } from '../../../words'
import { ChapterCard } from './chapter-card'
import { chaptersOf, mirrorsOf } from './chapters'
import type { Chapter } from './chapters'
import { StoryBar } from './story-bar'
import { ALL_OF_IT, fits } from './story-filter'

interface StoryTabProps {
  story: Story
  opened: string | undefined
  onEarlier: (() => void) | undefined
}

/** What happened to a loan, one block an event, the latest first. */
export function StoryTab({ story, opened, onEarlier }: StoryTabProps) {
  const [filter, setFilter] = useState(ALL_OF_IT)
  const [openAll, setOpenAll] = useState(false)
  const chapters = chaptersOf(story)
  const fitting = chapters.filter((chapter) => fits(chapter, filter))
  useOlder(chapters, opened, onEarlier)
  const mirrors = mirrorsOf(story.journalEntries)
  if (chapters.length === 0) return <Empty title={words.loan.story.none} />
  return (
    <>
      <StoryBar
        story={story}
        filter={filter}
        onFilter={setFilter}
        openAll={openAll}
        onOpenAll={setOpenAll}
      />
      {fitting.length === 0 && <Empty title={words.loan.story.noneFits} />}
      <ol className="story">
        {fitting.map((chapter) => (
          <ChapterCard
            key={`${chapter.event.eventId} ${openAll}`}
            story={story}
            chapter={chapter}
            mirrors={mirrors}
            opened={openAll || chapter.event.eventId === opened}
            pointedAt={chapter.event.eventId === opened}
          />
        ))}
      </ol>
      {onEarlier && (
        <button type="button" className="button" onClick={onEarlier}>
          {words.loan.story.earlier}
        </button>
      )}
    </>
  )
}

/** Asks on for what lies further back than what is here, until the event that is named is found. */
function useOlder(
  chapters: readonly Chapter[],
  opened: string | undefined,
  onEarlier: (() => void) | undefined,
): void {
  const earlier = useEffectEvent(() => onEarlier?.())
  const isMissing = opened !== undefined && chapters.every(({ event }) => event.eventId !== opened)
  useEffect(() => {
    if (isMissing) earlier()
  }, [isMissing, chapters.length])
}

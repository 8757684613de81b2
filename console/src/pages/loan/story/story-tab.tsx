import { useState } from 'react'

import type { Story } from '../../../api/answers/loans'
import { Empty } from '../../../parts/states/empty'
import { words } from '../../../words'
import { ChapterCard } from './chapter-card'
import { chaptersOf, mirrorsOf } from './chapters'
import { StoryBar } from './story-bar'
import { ALL_OF_IT, fits } from './story-filter'

const AT_ONCE = 100

/** What happened to a loan, one block an event, the latest first. */
export function StoryTab({ story, opened }: { story: Story; opened: string | undefined }) {
  const [filter, setFilter] = useState(ALL_OF_IT)
  const [openAll, setOpenAll] = useState(false)
  const [shown, setShown] = useState(AT_ONCE)
  const chapters = chaptersOf(story)
  const fitting = chapters.filter((chapter) => fits(chapter, filter))
  const openedAt = fitting.findIndex(({ event }) => event.eventId === opened)
  const inSight = fitting.slice(0, Math.max(shown, openedAt + 1))
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
        {inSight.map((chapter) => (
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
      {inSight.length < fitting.length && (
        <button type="button" className="button" onClick={() => setShown(inSight.length + AT_ONCE)}>
          {words.loan.story.earlier}
        </button>
      )}
    </>
  )
}

import type { Story } from '../../../api/answers/loans'
import { Choice } from '../../../parts/choice'
import { words } from '../../../words'
import type { StoryFilter } from './story-filter'

interface StoryBarProps {
  story: Story
  filter: StoryFilter
  onFilter: (filter: StoryFilter) => void
  openAll: boolean
  onOpenAll: (open: boolean) => void
}

const { story: said, kinds, statuses } = words.loan

export function StoryBar({ story, filter, onFilter, openAll, onOpenAll }: StoryBarProps) {
  const kindsThere = [...new Set(story.events.map(({ type }) => type))]
  const statusesThere = [...new Set(story.events.map(({ status }) => status))]
  return (
    <div className="story-bar">
      <Choice
        label={said.kind}
        value={filter.kind}
        any={said.any}
        options={kindsThere.map((kind) => [kind, kinds[kind]])}
        onChange={(kind) => onFilter({ ...filter, kind })}
      />
      <Choice
        label={said.status}
        value={filter.status}
        any={said.any}
        options={statusesThere.map((status) => [status, statuses[status]])}
        onChange={(status) => onFilter({ ...filter, status })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={filter.onlyChanges}
          onChange={(event) => onFilter({ ...filter, onlyChanges: event.target.checked })}
        />
        {said.onlyChanges}
      </label>
      <button type="button" className="button quiet" onClick={() => onOpenAll(!openAll)}>
        {openAll ? said.closeAll : said.openAll}
      </button>
    </div>
  )
}

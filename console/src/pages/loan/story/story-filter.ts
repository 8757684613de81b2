import type { StoryEvent } from '../../../api/answers/loans'
import type { Chapter } from './chapters'

export interface StoryFilter {
  kind: StoryEvent['type'] | ''
  status: StoryEvent['status'] | ''
  onlyChanges: boolean
}

export const ALL_OF_IT: StoryFilter = { kind: '', status: '', onlyChanges: false }

export function fits({ event, entries }: Chapter, filter: StoryFilter): boolean {
  return (
    (filter.kind === '' || event.type === filter.kind) &&
    (filter.status === '' || event.status === filter.status) &&
    (!filter.onlyChanges || entries.length > 0)
  )
}

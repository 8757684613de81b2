import { groupBy } from '../../../../../src/domain/values/group-by'
import type { JournalEntry, Story, StoryEvent, Transaction } from '../../../api/answers/loans'

/** An event of a loan with all that it caused. */
export interface Chapter {
  event: StoryEvent
  transactions: readonly Transaction[]
  entries: readonly JournalEntry[]
  actions: Story['actions']
  /** Of the event that reverses this one, and of the one that this one reverses. */
  reversedByNo: number | undefined
  reversesNo: number | undefined
}

/** A loan's events, the latest first, each with what it caused. */
export function chaptersOf(story: Story): readonly Chapter[] {
  const numbers = new Map(story.events.map(({ eventId, sequence }) => [eventId, sequence]))
  const reversed = new Map(
    story.events.flatMap(({ eventId, reversedBy }) =>
      reversedBy === null ? [] : [[reversedBy, eventId] as const],
    ),
  )
  const transactions = groupBy(story.transactions, ({ causedBy }) => causedBy)
  const entries = groupBy(story.journalEntries, ({ causedBy }) => causedBy)
  const actions = groupBy(story.actions, ({ eventId }) => eventId)
  const numberOf = (eventId: string | null | undefined) =>
    eventId === null || eventId === undefined ? undefined : numbers.get(eventId)
  return story.events
    .map((event) => ({
      event,
      transactions: transactions.get(event.eventId) ?? [],
      entries: entries.get(event.eventId) ?? [],
      actions: actions.get(event.eventId) ?? [],
      reversedByNo: numberOf(event.reversedBy),
      reversesNo: numberOf(reversed.get(event.eventId)),
    }))
    .toSorted((one, other) => other.event.sequence - one.event.sequence)
}

/** By the entry that is mirrored, the one that mirrors it. */
export function mirrorsOf(entries: readonly JournalEntry[]): ReadonlyMap<string, string> {
  return new Map(
    entries.flatMap(({ id, reverses }) => (reverses === null ? [] : [[reverses, id] as const])),
  )
}

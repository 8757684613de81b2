import type { Split } from '../../engine/derived-loan'
import type { LendingFact } from '../../events/lending/lending-event'
import type { LendingFactKind } from '../../events/lending/lending-kinds'
import { assertInvariant } from '../../values/invariant'
import type { PostingDraft } from '../posting-draft'
import type { Recognition } from './recognition'

/** What the drafting of one event of a loan of our own LMS has at hand. */
export interface Drafting<Event extends LendingFact = LendingFact> {
  draft: PostingDraft
  event: Event
  /** How the event was divided, in order of its parts. */
  splits: readonly Split[]
  /** What the books have recognised by now. */
  recognition: Recognition
  /** Nothing is outstanding from this event on. */
  closes: boolean
}

export type DraftingOf<Kind extends LendingFactKind> = Drafting<
  Extract<LendingFact, { kind: Kind }>
>

/** The split of an event that has one. */
export function splitOf({ event, splits: [split] }: Drafting): Split {
  assertInvariant(split !== undefined, `The loan was derived without a split of ${event.eventId}.`)
  return split
}

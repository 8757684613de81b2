import type { Split } from '../../domain/engine/derived-loan'

/** How the splits of events change that are not at hand: what stands no longer, and what does instead. */
export interface SplitChanges {
  /** Last first, as what is taken back. */
  undone: readonly Split[]
  redone: readonly Split[]
}

/** @param eventId the event at hand, whose own splits are no change of others */
export function splitChanges(
  before: readonly Split[],
  after: readonly Split[],
  eventId: string,
): SplitChanges {
  const were = ofOthers(before, eventId)
  const are = ofOthers(after, eventId)
  const isSame = (key: string) => {
    const [one, other] = [were.get(key), are.get(key)]
    return one !== undefined && other !== undefined && sameSplit(one, other)
  }
  const differing = (splits: ReadonlyMap<string, Split>) =>
    [...splits].flatMap(([key, split]) => (isSame(key) ? [] : [split]))
  return { undone: differing(were).toReversed(), redone: differing(are) }
}

function ofOthers(splits: readonly Split[], eventId: string): ReadonlyMap<string, Split> {
  return new Map(
    splits.filter((split) => split.eventId !== eventId).map((split) => [keyOf(split), split]),
  )
}

function keyOf({ eventId, part }: Split): string {
  return `${eventId} ${part}`
}

/** As far as it is stored: what is outstanding after it is derived where it is asked for. */
function sameSplit(one: Split, other: Split): boolean {
  return (
    one.type === other.type &&
    one.date === other.date &&
    one.amount === other.amount &&
    one.principal === other.principal &&
    one.interest === other.interest &&
    one.fees === other.fees &&
    one.penalties === other.penalties &&
    one.overpayment === other.overpayment
  )
}

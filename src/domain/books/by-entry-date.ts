import type { CivilDate } from '../values/calendar'
import type { PostingDraft } from './posting-draft'

/** An amount that is booked on a day. */
interface Dated {
  date: CivilDate
  amount: bigint
}

/** The amounts of one entry each: one for each date that entries get, in the order given. */
export function byEntryDate(draft: PostingDraft, amounts: readonly Dated[]): readonly Dated[] {
  const grouped: Dated[] = []
  for (const { date, amount } of amounts) {
    const same = grouped.find((group) => draft.entryDate(group.date) === draft.entryDate(date))
    if (same === undefined) grouped.push({ date, amount })
    else same.amount += amount
  }
  return grouped
}

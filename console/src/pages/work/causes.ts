import { groupBy } from '../../../../src/domain/values/group-by'
import type { ParkedEvent } from '../../api/answers/decisions'

/** Events that stopped for the same reason. */
export interface Cause {
  code: string
  message: string
  events: readonly ParkedEvent[]
  loans: number
  oldest: string
}

/** What has stopped, by why: the most first. */
export function causesOf(events: readonly ParkedEvent[]): readonly Cause[] {
  const groups = groupBy(events, ({ reason }) => `${reason.code} ${reason.message}`)
  return [...groups.values()]
    .flatMap((group): Cause[] => {
      const [first] = group
      if (first === undefined) return []
      return [
        {
          ...first.reason,
          events: group,
          loans: new Set(group.map(({ loanId }) => loanId)).size,
          oldest: group
            .map(({ since }) => since)
            .reduce((one, other) => (one < other ? one : other)),
        },
      ]
    })
    .toSorted((one, other) => other.events.length - one.events.length)
}

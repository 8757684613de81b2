import { compareValues } from '../difference'
import type { CommonCheck } from '../loan-check'

/** An allocation counts from its date; only one that names no entry may count from the day of one of its event's. */
export const allocationDays: CommonCheck = {
  name: 'allocation-days',
  ofBooks: true,
  find({ allocations, entries }) {
    const days = new Set(entries.map(({ eventId, date }) => `${eventId} ${date}`))
    return allocations.flatMap(({ no, entryNo, causedBy, bookedOn }) => {
      if (bookedOn === null) return []
      const isOfBefore = entryNo === null && days.has(`${causedBy} ${bookedOn}`)
      return isOfBefore ? [] : compareValues(`allocation ${no}, booked on`, '', bookedOn)
    })
  },
}

import { compareValues } from '../difference'
import type { CommonCheck } from '../loan-check'

/** An entry names the generation in which its cause was posted, by which a late attempt is known. */
export const entryCauses: CommonCheck = {
  name: 'entry-causes',
  ofBooks: true,
  find(record) {
    const generations = new Map(
      record.events.map(({ event, generation }) => [event.eventId, generation]),
    )
    return record.entries.flatMap(({ no, causedBy, generation }) =>
      compareValues(
        `journal entry ${no}, generation`,
        String(generations.get(causedBy) ?? 'of an event of the loan'),
        String(generation),
      ),
    )
  },
}

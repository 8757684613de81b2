import type { StreamEvent } from '../../domain/events/stream-event'
import { compareValues } from '../difference'
import { eventName, isBookedElsewhere, type CommonCheck } from '../loan-check'
import type { AnyLoanRecord, RecordedEvent } from '../loan-record'

/** Where the books are elsewhere, exactly what is posted here was posted there, and nothing is here. */
export const externalPostings: CommonCheck = {
  name: 'external-postings',
  find(record) {
    if (!isBookedElsewhere(record)) return []
    return [
      ...compareValues('journal entries here', '0', String(record.entries.length)),
      ...record.events
        .filter(({ status }) => status !== 'STAGED' && status !== 'PARKED')
        .flatMap((recorded) =>
          compareValues(
            `${eventName(recorded.event)}, in the external Accounting`,
            isPostedHere(recorded) ? 'posted' : 'not posted',
            isPostedThere(record, recorded) ? 'posted' : 'not posted',
          ),
        ),
    ]
  },
}

function isPostedHere({ status }: RecordedEvent<StreamEvent>): boolean {
  return status === 'POSTED' || status === 'REVERSED'
}

/** In the event's present generation: an earlier one was never posted there. */
function isPostedThere(
  { externalPostings: answers }: AnyLoanRecord,
  recorded: RecordedEvent<StreamEvent>,
): boolean {
  const { event, generation } = recorded
  return answers.some(
    (answer) =>
      answer.eventId === event.eventId &&
      answer.generation === generation &&
      answer.status === 'POSTED',
  )
}

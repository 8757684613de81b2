import { compareValues } from '../difference'
import { eventName, isBookedElsewhere, type LoanCheck } from '../loan-check'
import type { LoanRecord, RecordedEvent } from '../loan-record'

/** Where the books are elsewhere, exactly what is posted here was posted there, and nothing is here. */
export const externalPostings: LoanCheck = {
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

function isPostedHere({ status }: RecordedEvent): boolean {
  return status === 'POSTED' || status === 'REVERSED'
}

/** In the event's present generation: an earlier one was never posted there. */
function isPostedThere(
  { externalPostings: answers }: LoanRecord,
  recorded: RecordedEvent,
): boolean {
  const { event, generation } = recorded
  return answers.some(
    (answer) =>
      answer.eventId === event.eventId &&
      answer.generation === generation &&
      answer.status === 'POSTED',
  )
}

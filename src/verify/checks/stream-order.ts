import type { StreamEvent } from '../../domain/events/stream-event'
import type { Difference } from '../difference'
import { eventName, type CommonCheck } from '../loan-check'
import type { AnyLoanRecord, RecordedEvent } from '../loan-record'

const FINAL = ['POSTED', 'FAILED', 'REVERSED']

/** The stream has no gap; exactly what the ledger took has its outcome. */
export const streamOrder: CommonCheck = {
  name: 'stream-order',
  find(record) {
    return [...gaps(record), ...behindLoan(record), ...record.events.flatMap(finality(record))]
  },
}

function gaps({ events, lastSeq }: AnyLoanRecord): Difference[] {
  const missing: Difference[] = []
  let expected = 1
  for (const { event } of events) {
    if (event.seq !== expected) {
      missing.push({
        subject: 'stream',
        expected: `event ${expected}`,
        found: `event ${event.seq}`,
      })
    }
    expected = event.seq + 1
  }
  if (lastSeq !== expected - 1) {
    const subject = 'stream, last event'
    missing.push({ subject, expected: String(lastSeq), found: String(expected - 1) })
  }
  return missing
}

/** The ledger takes only what the LMS has taken. */
function behindLoan({ loan, ledger }: AnyLoanRecord): Difference[] {
  const [lms, books] = [loan?.seq ?? 0, ledger?.seq ?? 0]
  if (books <= lms) return []
  return [{ subject: 'ledger, seq', expected: `at most ${lms}`, found: String(books) }]
}

function finality({ ledger }: AnyLoanRecord) {
  const taken = ledger?.seq ?? 0
  return ({ event, status }: RecordedEvent<StreamEvent>): Difference[] => {
    const isTaken = event.seq <= taken
    if (isTaken === FINAL.includes(status)) return []
    const expected = isTaken ? FINAL.join(' or ') : 'STAGED or PARKED'
    return [{ subject: `${eventName(event)}, status`, expected, found: status }]
  }
}

import type { StreamEvent } from '../domain/events/stream-event'
import type { AccountingResult, EventOutcome, StepRefusal } from '../contract/step-results'
import type { LedgerEvent } from './load-books'
import type { EndedEvent, LedgerWrite } from './ledger-write'

/** Called once the end of an event is committed. */
export type EndListener = (
  event: StreamEvent,
  status: EndedEvent['status'],
  stagedSeconds: number,
) => void

export function reportEnded(
  events: readonly LedgerEvent<StreamEvent>[],
  ended: readonly EndedEvent[],
  onEnded: EndListener,
): void {
  for (const { eventId, status } of ended) {
    const found = events.find(({ event }) => event.eventId === eventId)
    if (found === undefined) continue
    const stagedMs = Date.now() - Date.parse(found.receivedAt)
    onEnded(found.event, status, Math.max(0, stagedMs / 1000))
  }
}

/** Notes in a batch how one of its events ends. False where the batch ends with it. */
export function end(
  { write, outcomes }: { write: LedgerWrite; outcomes: EventOutcome[] },
  { eventId, seq }: StreamEvent,
  status: EndedEvent['status'],
  reason: StepRefusal | null,
): boolean {
  write.ended.push({ eventId, status, reason })
  outcomes.push(outcomeOf(seq, status, reason?.code ?? null))
  if (status === 'PARKED') return false
  write.seq = seq
  return true
}

/** How an event has ended already, by an attempt whose answer was lost; none where it has not. */
export function endBefore({
  event: { seq },
  status,
  failureCode,
}: LedgerEvent<StreamEvent>): EventOutcome[] {
  return status === 'STAGED' ? [] : [outcomeOf(seq, status, failureCode)]
}

function outcomeOf(seq: number, status: EventOutcome['status'], code: string | null): EventOutcome {
  return code === null ? { seq, status } : { seq, status, code }
}

/** An attempt whose answer was lost has written down what is owed: it is owed still. */
export function owedBefore(events: readonly LedgerEvent<StreamEvent>[]): AccountingResult {
  return { outcomes: events.flatMap(endBefore), more: true, compensationOwed: true }
}

import type { StreamEvent } from '../domain/events/stream-event'
import type { AccountingResult } from '../contract/step-results'
import type { LedgerEvent } from './load-books'
import type { EndedEvent } from './ledger-write'

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

/** An attempt whose answer was lost has written down what is owed: it is owed still. */
export function owedBefore(events: readonly LedgerEvent<StreamEvent>[]): AccountingResult {
  const outcomes = events.flatMap(({ event: { seq }, status, failureCode }) => {
    if (status === 'STAGED') return []
    return failureCode === null ? { seq, status } : { seq, status, code: failureCode }
  })
  return { outcomes, more: true, compensationOwed: true }
}

import type { LendingEvent, LendingFact } from '../events/lending/lending-event'
import type { LendingFactKind } from '../events/lending/lending-kinds'

/** What stands when a disbursement is undone: the loan is at its approval again, with its charges unpaid. */
const STANDS_UNDISBURSED: readonly LendingFactKind[] = ['SUBMIT', 'APPROVE', 'ADD_CHARGE']

/** An event that a loan is derived from, as against one that withdraws such events and is nothing itself. */
export function isFact(event: LendingEvent): event is LendingFact {
  return event.kind !== 'REVERSAL' && !event.kind.startsWith('UNDO_')
}

/**
 * The live events that an accepted event withdraws.
 * @param live what the loan is derived from before it, in order of seq
 */
export function withdrawnBy(event: LendingEvent, live: readonly LendingFact[]): LendingFact[] {
  switch (event.kind) {
    case 'REVERSAL':
      return live.filter(({ eventId }) => eventId === event.payload.eventId)
    case 'UNDO_APPROVAL':
      return live.filter(({ kind }) => kind === 'APPROVE')
    case 'UNDO_WRITE_OFF':
      return live.filter(({ kind }) => kind === 'WRITE_OFF')
    case 'UNDO_DISBURSAL':
      return live.filter(({ kind }) => !STANDS_UNDISBURSED.includes(kind))
    default:
      return []
  }
}

/** What a loan is derived from after an accepted event, in order of seq. */
export function liveAfter(event: LendingEvent, live: readonly LendingFact[]): LendingFact[] {
  if (isFact(event)) return [...live, event]
  const withdrawn = new Set(withdrawnBy(event, live))
  return live.filter((fact) => !withdrawn.has(fact))
}

import type { EventStatus } from '../events/event-status'

/** OUT takes the credit from one loan, IN pays another with it. */
export type TransferSide = 'OUT' | 'IN'

/** SEND stages a side's event, TAKE_BACK the reversal of the one that was sent last. */
export type TransferAction = 'SEND' | 'TAKE_BACK'

/** One step that was made of a transfer of credit, and what became of its event. */
export interface TransferStep {
  side: TransferSide
  action: TransferAction
  status: EventStatus
}

/**
 * What a transfer needs next. WAIT: an event of it has no outcome yet. DONE: both sides stand, or
 * neither. STUCK: one stands, and can neither be followed nor taken back as the loans are now.
 */
export type NextStep =
  | { do: 'WAIT' | 'DONE' }
  | { do: 'STUCK'; side: TransferSide }
  | { do: TransferAction; side: TransferSide }

/**
 * Brings the two sides of a transfer to the same: both, or neither. The side that stands alone is
 * followed by the other where that was never tried, else it is taken back; where that is refused
 * and the other side had stood before, the other side is sent again.
 *
 * @param steps what was done until now, in order
 */
export function nextStep(steps: readonly TransferStep[]): NextStep {
  if (steps.some(({ status }) => status === 'STAGED' || status === 'PARKED')) return { do: 'WAIT' }
  const [out, into] = [lastSent(steps, 'OUT'), lastSent(steps, 'IN')]
  if (stands(out) === stands(into)) return { do: 'DONE' }
  return stands(out) ? alone(steps, 'OUT', 'IN') : alone(steps, 'IN', 'OUT')
}

function alone(steps: readonly TransferStep[], side: TransferSide, other: TransferSide): NextStep {
  const sent = lastSent(steps, other)
  if (sent === null) return { do: 'SEND', side: other }
  if (!isRefused(steps, side)) return { do: 'TAKE_BACK', side }
  return sent.status === 'REVERSED' ? { do: 'SEND', side: other } : { do: 'STUCK', side }
}

/** To take the side back was tried, and refused, since either side was sent last. */
function isRefused(steps: readonly TransferStep[], side: TransferSide): boolean {
  const since = steps.findLastIndex(({ action }) => action === 'SEND')
  return steps
    .slice(since + 1)
    .some((step) => step.side === side && step.action === 'TAKE_BACK' && step.status === 'FAILED')
}

function lastSent(steps: readonly TransferStep[], side: TransferSide): TransferStep | null {
  return steps.findLast((step) => step.side === side && step.action === 'SEND') ?? null
}

function stands(step: TransferStep | null): boolean {
  return step?.status === 'POSTED'
}

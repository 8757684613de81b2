import type { EventContent, PushedContent } from './details'
import { LENDING_KINDS } from './lending/lending-kinds'
import type { LendingKind } from './lending/lending-kinds'

/**
 * Whether an event is of a loan of our own LMS. Of the kinds that loans of both homes have, the pushed
 * ones name their customer; a reversal is none.
 */
export function isCommand(
  content: EventContent | PushedContent,
): content is EventContent<LendingKind> {
  const { kind, payload } = content
  if (kind === 'CREDIT_REFUND' || kind === 'WRITE_OFF') return !('customerId' in payload)
  return LENDING_KINDS.some((lending) => lending === kind)
}

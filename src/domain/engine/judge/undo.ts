import type { LendingEventOf } from '../../events/lending/lending-event'
import type { LendingFactKind, UndoKind } from '../../events/lending/lending-kinds'
import { refuse } from '../refusals/refusals'
import type { LmsRefusal, LmsRefusalCode } from '../refusals/refusals'
import { firstOf, unless, unlessAllowed } from './standing'
import type { Standing } from './standing'

const UNDONE: Record<UndoKind, { what: LendingFactKind; wrongState: LmsRefusalCode }> = {
  UNDO_APPROVAL: { what: 'APPROVE', wrongState: 'NOT_APPROVED_TO_UNDO' },
  UNDO_DISBURSAL: { what: 'DISBURSE', wrongState: 'NOT_ACTIVE_TO_UNDO_DISBURSAL' },
  UNDO_WRITE_OFF: { what: 'WRITE_OFF', wrongState: 'NOT_WRITTEN_OFF' },
}

export function refusalOfUndo(
  standing: Standing,
  { kind, payload: { date } }: LendingEventOf<UndoKind>,
): LmsRefusal | null {
  const { what, wrongState } = UNDONE[kind]
  const undone = standing.live.find((event) => event.kind === what)?.effectiveDate ?? date
  return firstOf(
    unlessAllowed(standing, wrongState, { loanId: standing.naming.loanId }),
    unless(date >= undone, 'UNDONE_BEFORE', { date: undone }),
    kind === 'UNDO_DISBURSAL' ? refusalOfTransfers(standing) : null,
  )
}

/** Credit that pays another loan has to be taken back first: the loan that it paid knows nothing of this. */
function refusalOfTransfers({ live }: Standing): LmsRefusal | null {
  const transfer = live.find(
    (event) =>
      event.kind === 'CREDIT_OUT' || (event.kind === 'REPAY' && event.payload.transfer !== null),
  )
  return transfer === undefined ? null : refuse('REVERSAL_BLOCKED', { eventId: transfer.eventId })
}

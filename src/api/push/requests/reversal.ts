import { date, flag, id, text } from '../../wire/fields'
import { uuid } from '../../wire/uuid'
import { pushedKind } from './pushed-request'
import type { PushedReversal } from './pushed-request'
import { futureDate } from './receipt'
import { stagedContext } from '../../wire/received'

function reversalShape() {
  return {
    loanId: id('The loan whose event is undone.', 'LN-2026-0001'),
    eventId: uuid('The event to undo.', 'Must be the id of an event.'),
    reason: text('Why it is undone.', 'Sent for the wrong loan'),
    reversalDate: date('Default: today.', '2026-02-20').nullish(),
    cascade: flag('Undo the later events of a disbursement too.'),
  }
}

export const reversal = pushedKind({
  kind: 'REVERSAL',
  docs: {
    schemaId: 'Reversal',
    operationId: 'pushReversal',
    summary: 'Reversal of an event',
    description:
      'Undoes a posted event: afterwards every figure is what it would have been had the event never happened. Its entries are mirrored, later events whose split changes are posted anew, all linked. A disbursement with later events needs cascade.',
  },
  shape: reversalShape,
  future: ({ reversalDate }, today) => futureDate('reversalDate', reversalDate ?? undefined, today),
  build({ loanId, eventId, reason, reversalDate, cascade }, received): PushedReversal {
    return {
      kind: 'REVERSAL',
      loanId,
      asked: { eventId, reason, reversalDate: reversalDate ?? null, cascade: cascade ?? false },
      context: stagedContext(received),
    }
  },
})

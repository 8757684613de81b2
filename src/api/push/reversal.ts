import { z } from 'zod'

import { date, flag, text, UUID } from '../wire/fields'
import { requestReader, stagedContext } from './read-event'
import type { PushedReversal } from './read-event'
import { futureDate } from './receipt'

export function reversalShape() {
  return {
    loanId: text('The loan whose event is undone.', 'LN-2026-0001'),
    eventId: z
      .string({ error: 'Must be the id of an event.' })
      .regex(UUID, { error: 'Must be the id of an event.' })
      .meta({
        description: 'The event to undo.',
        example: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11',
        override: { format: 'uuid', pattern: undefined },
      }),
    reason: text('Why it is undone.', 'Sent for the wrong loan'),
    reversalDate: date('Default: today.', '2026-02-20').nullish(),
    cascade: flag('Undo the later events of a disbursement too.'),
  }
}

export const readReversal = requestReader({
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

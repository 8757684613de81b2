import { createHash } from 'node:crypto'

import { lastDayOfMonth } from '../../domain/calendar'
import type { LoanEvent } from '../../domain/events'
import { canonicalContent } from '../../domain/fingerprint'
import { compareFacts } from '../difference'
import { eventName, type LoanCheck } from '../loan-check'

/** An event still says what it said when it was staged. */
export const eventContent: LoanCheck = {
  name: 'event-content',
  find: (record) =>
    record.events.flatMap(({ event, fingerprint }) =>
      compareFacts(
        eventName(event),
        { fingerprint, 'effective date': dateOf(event) },
        {
          fingerprint: fingerprintOf(record.loanId, event),
          'effective date': event.effectiveDate,
        },
      ),
    ),
}

function fingerprintOf(loanId: string, { kind, payload }: LoanEvent): string {
  return createHash('sha256')
    .update(canonicalContent(kind, loanId, payload))
    .digest('hex')
}

function dateOf(event: LoanEvent): string {
  return event.kind === 'REVENUE_REPORT' ? lastDayOfMonth(event.payload.month) : event.payload.date
}

import { createHash } from 'node:crypto'

import { dateOfEvent } from '../../domain/events/date-of-event'
import type { EventContent, PushedContent } from '../../domain/events/details'
import { canonicalContent, canonicalReversal } from '../../domain/events/fingerprint'
import { isCommand } from '../../domain/events/is-command'
import { canonicalCommand } from '../../domain/events/lending/canonical-command'
import type { LendingKind } from '../../domain/events/lending/lending-kinds'
import { compareFacts } from '../difference'
import { eventName, type CommonCheck } from '../loan-check'

/** An event still says what it said when it was staged. */
export const eventContent: CommonCheck = {
  name: 'event-content',
  find: (record) =>
    record.events.flatMap(({ event, details, fingerprint }) => {
      const content = {
        kind: event.kind,
        payload: { ...event.payload, ...details },
      } as EventContent
      const possible = contentsOf(record.loanId, content).map(sha256)
      const found = possible.find((one) => one === fingerprint) ?? possible[0] ?? ''
      return compareFacts(
        eventName(event),
        { fingerprint, 'effective date': dateOfEvent(event) },
        { fingerprint: found, 'effective date': event.effectiveDate },
      )
    }),
}

/**
 * Of a reversal it is not known whether its date was asked for or is the default, and the earliest
 * ones were fingerprinted with the event's id as it was sent, which may have been in upper case.
 */
function contentsOf(loanId: string, content: EventContent): string[] {
  if (isCommand(content)) return commandsOf(loanId, content)
  const { kind, payload } = content as PushedContent
  if (kind !== 'REVERSAL') return [canonicalContent(kind, loanId, payload)]
  const ids = [payload.eventId, payload.eventId.toUpperCase()]
  return ids.flatMap((eventId) =>
    [payload.reversalDate, null].map((reversalDate) =>
      canonicalReversal(loanId, { ...payload, eventId, reversalDate }),
    ),
  )
}

/** What a command left open is not known, nor of an application whether its loan's id was given. */
function commandsOf(loanId: string, { kind, payload }: EventContent<LendingKind>): string[] {
  const ids = kind === 'SUBMIT' ? [loanId, null] : [loanId]
  return ids.flatMap((id) =>
    LEFT_OPEN.map((defaults) => canonicalCommand(kind, id, payload, defaults)),
  )
}

const LEFT_OPEN = [[], ['date'], ['installment'], ['date', 'installment']] as const

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

import { stringify } from 'lossless-json'

import { LOAN_EVENT } from '../../contract/loan-event'
import type { LendingEvent } from '../../domain/events/lending/lending-event'
import { unsayable } from './push-request'
import type { PushRequest, Unsayable } from './push-request'
import type { Party, Words } from './party'

/**
 * An event of a loan of our own LMS as the extension has it: what the stream holds, so that the
 * other side derives the same loan from it, with the ids that events have over there.
 */
export function loanEventRequest(
  loanId: string,
  event: LendingEvent,
  { currency, customerName, targetId, words }: Party,
): PushRequest | Unsayable {
  const { kind, payload } = event
  const named = namedBy(event)
  if (named !== null && targetId === null) {
    return unsayable('The event that this one names was never posted to the external Accounting.')
  }
  const body = stringify({
    ...{ loanId, kind, currency },
    ...(kind === 'SUBMIT' ? { customerName } : {}),
    payload: named === null ? payload : { ...payload, [named.field]: targetId },
    words: wordsOf(words),
  })
  if (body === undefined) throw new Error('An object is always JSON.')
  return { path: LOAN_EVENT, body }
}

/** The other event of its loan that an event names, and where; null where it names none. */
export function namedBy({
  kind,
  payload,
}: LendingEvent): { field: string; eventId: string } | null {
  switch (kind) {
    case 'REVERSAL':
      return { field: 'eventId', eventId: payload.eventId }
    case 'WAIVE_CHARGE':
      return { field: 'chargeEventId', eventId: payload.chargeEventId }
    default:
      return null
  }
}

/** What charges are called; notes, reasons and receipts stay here. */
function wordsOf({ chargeNames, chargeName }: Words): object {
  return { chargeNames, chargeName }
}

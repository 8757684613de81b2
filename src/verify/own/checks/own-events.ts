import { accrual, penalty } from '../../../domain/engine/due/due-event'
import type { LendingEvent } from '../../../domain/events/lending/lending-event'
import { compareFacts } from '../../difference'
import { eventName, type OwnCheck } from '../../loan-check'

/** Beside its content an event claims what falls due by the clock once, and tells why it failed if it did. */
export const ownEvents: OwnCheck = {
  name: 'own-events',
  find: ({ events }) =>
    events.flatMap(({ event, status, claim, failureMessage, reliesOn, stagedWith }) => {
      const isRefused = status === 'FAILED' || status === 'PARKED'
      const found = {
        claim: claim ?? '',
        'failure message': isRefused ? '' : (failureMessage ?? ''),
        'corrects or relies on': [
          ...(reliesOn ?? []),
          ...(stagedWith === null ? [] : [stagedWith]),
        ].join(', '),
      }
      const expected = { claim: claimOf(event), 'failure message': '', 'corrects or relies on': '' }
      return compareFacts(eventName(event), expected, found)
    }),
}

function claimOf({ kind, payload }: LendingEvent): string {
  if (kind === 'ACCRUAL') return accrual(payload.of, payload.through).claim
  if (kind !== 'PENALTY') return ''
  const { installment, occurrence, date } = payload
  return penalty(installment, occurrence, date).claim
}

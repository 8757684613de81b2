import { recordsNoLoanEvent } from '../../domain/books/recorded-elsewhere'
import { PUSH_NAMES } from '../../domain/events/kinds'
import type { EventKind, PushedKind } from '../../domain/events/kinds'
import type { PushDeps } from './push-route'
import type { ReadEvent } from './read-batch'
import { notStaged } from './refusals'
import type { InvalidRequest, Pushed } from './requests/pushed-request'

type Elsewhere = Pick<PushDeps, 'rehearsals' | 'unsayable'>

/** Another Accounting may post the reversal and refuse what follows it: both or neither cannot be kept. */
export const NO_CORRECTION = notStaged({
  code: 'NOT_SUPPORTED_YET',
  message:
    'The books are kept by another Accounting, which does not take both or neither: send the reversal, and the right event when it is posted.',
})

/** Why the Accounting that keeps the books cannot be told of an event; null where it can. */
export function refusedElsewhere(
  { rehearsals, unsayable = [] }: Elsewhere,
  { kind }: Pushed,
): InvalidRequest | null {
  if (kind === 'CORRECTION') return rehearsals === undefined ? NO_CORRECTION : null
  return unsayable.includes(kind) ? notTaken(kind) : null
}

/** The same of an event of a batch. */
export function sayable(deps: Elsewhere, reading: ReadEvent): ReadEvent {
  const invalid = reading.ok ? refusedElsewhere(deps, reading.event) : null
  if (!reading.ok || invalid === null) return reading
  const { event } = reading
  const kind = event.kind === 'CORRECTION' ? 'REVERSAL' : event.kind
  return { ok: false, kind, body: event, invalid }
}

/** Why the Accounting that keeps the books cannot be told of an event of a loan; null where it can. */
export function notToldOn(
  { rehearsals, takesLoanEvents = false }: Pick<PushDeps, 'rehearsals' | 'takesLoanEvents'>,
  kind: EventKind,
): InvalidRequest | null {
  if (rehearsals !== undefined || takesLoanEvents) return null
  const code = 'NOT_SUPPORTED_YET' as const
  return notStaged({ code, message: recordsNoLoanEvent(kind) })
}

function notTaken(kind: PushedKind): InvalidRequest {
  return notStaged({
    code: 'NOT_SUPPORTED_YET',
    message: `The books are kept by another Accounting, which is not known to take a ${PUSH_NAMES[kind]}.`,
  })
}

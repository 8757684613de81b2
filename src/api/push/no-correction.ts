import type { PushDeps } from './push-route'
import type { ReadEvent } from './read-batch'
import { notStaged } from './refusals'

/** Another Accounting may post the reversal and refuse what follows it: both or neither cannot be kept. */
export const NO_CORRECTION = notStaged({
  code: 'NOT_SUPPORTED_YET',
  message:
    'The books are kept by another Accounting, which does not take both or neither: send the reversal, and the right event when it is posted.',
})

/** A correction in a batch, refused where the books are elsewhere. */
export function withoutCorrection(
  { rehearsals }: Pick<PushDeps, 'rehearsals'>,
  reading: ReadEvent,
): ReadEvent {
  if (rehearsals !== undefined || !reading.ok || reading.event.kind !== 'CORRECTION') return reading
  return { ok: false, kind: 'REVERSAL', body: reading.event, invalid: NO_CORRECTION }
}

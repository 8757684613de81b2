import type { ParkedEventView } from '../../operations/parked-events'

/** What to do about a parked event. */
export function adviceOn({ type, waitingBehind }: ParkedEventView): string {
  const behind =
    waitingBehind === 0
      ? 'Nothing waits behind it.'
      : waitingBehind === 1
        ? 'One later event of the loan waits behind it.'
        : `${waitingBehind} later events of the loan wait behind it.`
  const skipped =
    type === 'DISBURSEMENT'
      ? 'skip it and it becomes FAILED, and with it the later events that need this disbursement'
      : 'skip it and it becomes FAILED, the later events go on without it, and the sender can send a corrected one'
  return `${behind} Put right what the reason names, then retry it; or ${skipped}.`
}

import type { EventKind } from '../events/kinds'

/**
 * Why an event of a loan that lives here is refused before it is staged, where the books are kept by
 * an Accounting that is not known to take such: staged, it would park, and at night nobody is there.
 * The push contract has no words for what a loan of our own can become, so without the extension
 * not even its application is taken.
 */
export function recordsNoLoanEvent(kind: EventKind): string {
  return `The books are kept by another Accounting, which is not known to take a loan-event: it cannot record ${kind} of a loan that lives here.`
}

import { compareValues } from '../difference'
import { eventName, type LoanCheck } from '../loan-check'

/** Every event that the ledger took ended as the rules say. */
export const derivedOutcomes: LoanCheck = {
  name: 'derived-outcomes',
  find(record, derived) {
    const { fault } = derived
    if (fault !== null) {
      const subject = `event ${fault.seq}`
      return [{ subject, expected: 'an event the rules can follow', found: fault.message }]
    }
    const taken = record.ledger?.seq ?? 0
    const recorded = new Map(record.events.map((one) => [one.event.seq, one]))
    return derived.events
      .filter(({ event }) => event.seq <= taken)
      .flatMap(({ event, refusalCode }) => {
        const { status, failureCode } = recorded.get(event.seq) ?? {}
        const expected = refusalCode === null ? 'POSTED' : `FAILED ${refusalCode}`
        const found = status === 'FAILED' ? `FAILED ${failureCode}` : String(status)
        return compareValues(`${eventName(event)}, outcome`, expected, found)
      })
  },
}

import type { StreamEvent } from '../../domain/events/stream-event'
import type { DerivedEvent } from '../derived-event'
import { compareFacts } from '../difference'
import { eventName, type LoanCheck } from '../loan-check'
import type { AnyLoanRecord } from '../loan-record'

interface DerivedOutcomes {
  events: readonly (Pick<DerivedEvent, 'outcome' | 'refusalCode' | 'reversedBy'> & {
    event: StreamEvent
  })[]
  fault: { seq: number; message: string } | null
}

/** Every event that the ledger took ended as the rules say. */
export const derivedOutcomes: LoanCheck<AnyLoanRecord, DerivedOutcomes> = {
  name: 'derived-outcomes',
  find(record, { events, fault }) {
    if (fault !== null) {
      const subject = `event ${fault.seq}`
      return [{ subject, expected: 'an event the rules can follow', found: fault.message }]
    }
    const taken = record.ledger?.seq ?? 0
    const recorded = new Map(record.events.map((one) => [one.event.seq, one]))
    return events
      .filter(({ event }) => event.seq <= taken)
      .flatMap(({ event, outcome, refusalCode, reversedBy }) => {
        const found = recorded.get(event.seq)
        return compareFacts(
          eventName(event),
          outcomeFacts(outcome, refusalCode, reversedBy),
          found && outcomeFacts(found.status, found.failureCode, found.reversedBy),
        )
      })
  },
}

function outcomeFacts(status: string, code: string | null, reversedBy: string | null) {
  return {
    outcome: code === null ? status : `${status} ${code}`,
    'reversed by': reversedBy ?? '',
  }
}

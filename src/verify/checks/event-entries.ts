import type { StandardAccount } from '../../domain/books/chart'
import type { PushedStreamEvent } from '../../domain/events/stream-event'
import { minorOf } from '../../domain/values/money'
import type { Difference } from '../difference'
import { groupBy } from '../../domain/values/group-by'
import { eventName, majorOf, sum, type LoanCheck } from '../loan-check'
import type { RecordedEvent } from '../loan-record'
import { standardLines, type StandardLine } from '../standard-accounts'

/** A posted event has entries, with its own totals; a reversed one nets to nothing, others none. */
export const eventEntries: LoanCheck = {
  name: 'event-entries',
  ofBooks: true,
  find(record) {
    const major = majorOf(record)
    const lines = groupBy(standardLines(record), ({ eventId }) => eventId)
    return record.events.flatMap((recorded) => {
      const ofEvent = lines.get(recorded.event.eventId) ?? []
      return [...existence(recorded, ofEvent), ...totals(recorded, ofEvent, major)]
    })
  },
}

function existence({ event, status }: RecordedEvent, lines: StandardLine[]): Difference[] {
  // What a reversal adds belongs to the events whose entries it changes.
  const expected = event.kind !== 'REVERSAL' && (status === 'POSTED' || status === 'REVERSED')
  if (expected === lines.length > 0) return []
  return [
    {
      subject: `${eventName(event)}, ${status}`,
      expected: expected ? 'entries in the journal' : 'no entries in the journal',
      found: expected ? 'none' : `${lines.length} lines`,
    },
  ]
}

function totals(
  { event, status }: RecordedEvent,
  lines: StandardLine[],
  major: (minor: bigint) => string,
): Difference[] {
  if (status !== 'POSTED' && status !== 'REVERSED') return []
  return Object.entries(totalsOf(event)).flatMap(([account, whilePosted]) => {
    const expected = status === 'POSTED' ? whilePosted : 0n
    const found = sum(lines.filter((line) => line.account === account))
    if (found === expected) return []
    const subject = `${eventName(event)}, on account ${account}`
    return [{ subject, expected: major(expected), found: major(found) }]
  })
}

/** What an event's payload alone says about its balances. */
function totalsOf(event: PushedStreamEvent): Partial<Record<StandardAccount, bigint>> {
  switch (event.kind) {
    case 'DISBURSEMENT': {
      const { amount, adminFee, vat } = event.payload
      const [lent, fee, tax] = [minorOf(amount), minorOf(adminFee), minorOf(vat)]
      return { '1101': lent, '4102': -fee, '2101': -tax, '1001': fee + tax - lent }
    }
    case 'REVENUE_REPORT':
      return { '4101': -minorOf(event.payload.amount) }
    case 'REPAYMENT':
    case 'EARLY_SETTLEMENT': {
      const { principal, interest, fee } = event.payload
      const received = minorOf(principal) + minorOf(interest) + minorOf(fee)
      return { '1001': received, '4103': -minorOf(fee) }
    }
    case 'CREDIT_REFUND': {
      const amount = minorOf(event.payload.amount)
      return { '2102': amount, '1001': -amount }
    }
    // How much is given up only the loan's other events tell.
    case 'WRITE_OFF':
    case 'REVERSAL':
      return {}
  }
}

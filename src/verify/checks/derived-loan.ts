import type { LoanPosition } from '../../domain/position'
import { initialPosition } from '../../domain/judge'
import { compareAll, compareFacts, type Facts } from '../difference'
import type { DerivedEvent } from '../derived-loan'
import { eventName, majorOf, type LoanCheck } from '../loan-check'
import type { LoanRecord, RecordedTransaction } from '../loan-record'

type Major = (minor: bigint) => string

/** The LMS holds of the loan, and of each transaction, what the stream gives when told again. */
export const derivedLoan: LoanCheck = {
  name: 'derived-loan',
  find(record, derived) {
    const taken = derived.events.filter(({ event }) => event.seq <= (record.loan?.seq ?? 0))
    if (derived.fault !== null || record.loan === null) return []
    const major = majorOf(record)
    const position = taken.at(-1)?.after ?? initialPosition()
    return [
      ...compareFacts(
        'loan',
        positionFacts(position, major),
        positionFacts(record.loan.position, major),
      ),
      ...compareAll(
        new Map(taken.map((event) => [nameOf(event), derivedFacts(event, major)])),
        new Map(standing(record).map((one) => [recordedName(one), recordedFacts(one, major)])),
      ),
    ]
  },
}

/** The transactions that were not undone. */
function standing({ transactions }: LoanRecord): RecordedTransaction[] {
  const undone = new Set(transactions.filter(({ undo }) => undo).map(attemptOf))
  return transactions.filter((one) => !one.undo && !undone.has(attemptOf(one)))
}

function attemptOf({ eventId, generation }: RecordedTransaction): string {
  return `${eventId} ${generation}`
}

function nameOf({ event, generation }: DerivedEvent): string {
  return `transaction of ${eventName(event)}, generation ${generation}`
}

function recordedName({ seq, split, generation }: RecordedTransaction): string {
  return `transaction of ${eventName({ seq, kind: split.type })}, generation ${generation}`
}

function positionFacts(position: LoanPosition, major: Major): Facts {
  return {
    status: position.status,
    customer: position.customerId ?? '',
    principal: major(position.principal),
    'principal outstanding': major(position.principalOutstanding),
    'interest outstanding': major(position.interestOutstanding),
    credit: major(position.creditBalance),
    'disbursed on': position.disbursedOn ?? '',
    'settled on': position.settledOn ?? '',
  }
}

function transactionFacts(
  given: Pick<RecordedTransaction, 'before' | 'after' | 'refusalCode'> & {
    split: DerivedEvent['split']
    date: string
  },
  major: Major,
): Facts {
  const { split } = given
  return {
    date: split?.date ?? given.date,
    amount: major(split?.amount ?? 0n),
    principal: major(split?.principal ?? 0n),
    interest: major(split?.interest ?? 0n),
    fees: major(split?.fees ?? 0n),
    waived: major(split?.waived ?? 0n),
    overpayment: major(split?.overpayment ?? 0n),
    refusal: given.refusalCode ?? '',
    before: JSON.stringify(positionFacts(given.before, major)),
    after: JSON.stringify(positionFacts(given.after, major)),
  }
}

function derivedFacts(derived: DerivedEvent, major: Major): Facts {
  return transactionFacts({ ...derived, date: derived.event.effectiveDate }, major)
}

function recordedFacts(recorded: RecordedTransaction, major: Major): Facts {
  return transactionFacts({ ...recorded, date: recorded.split.date }, major)
}

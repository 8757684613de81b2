import type { LoanPosition, TransactionSplit } from '../../domain/pushed/position'
import type { DerivedEvent } from '../derived-event'
import { compareAll, compareFacts, type Facts } from '../difference'
import { eventName, majorOf, type LoanCheck } from '../loan-check'
import type { LoanRecord, RecordedTransaction } from '../loan-record'
import { numbersTakenBack } from '../standing-rows'

type Major = (minor: bigint) => string

/** The LMS holds of the loan, and of each event, what the stream gives when told again. */
export const derivedLoan: LoanCheck = {
  name: 'derived-loan',
  find(record, { events, position, fault }) {
    if (fault !== null || record.loan === null) return []
    const major = majorOf(record)
    return [
      ...compareFacts(
        'loan',
        positionFacts(position, major),
        positionFacts(record.loan.position, major),
      ),
      ...compareAll(derivedSplits(events, major), recordedSplits(record, major)),
      ...compareAll(derivedPositions(events, major), recordedPositions(record, events, major)),
    ]
  },
}

function derivedSplits(events: readonly DerivedEvent[], major: Major): Map<string, Facts> {
  return new Map(
    events.flatMap(({ event, split, refusalCode }) =>
      split === null
        ? []
        : [[`transaction of ${eventName(event)}`, splitFacts(split, refusalCode, major)]],
    ),
  )
}

/** The transactions that were not taken back: a second one of an event stands by its number. */
function recordedSplits({ transactions }: LoanRecord, major: Major): Map<string, Facts> {
  const takenBack = numbersTakenBack(transactions)
  const standing = new Map<string, Facts>()
  for (const { no, seq, undoes, split, refusalCode } of transactions) {
    if (undoes !== null || takenBack.has(no)) continue
    const name = `transaction of ${eventName({ seq, kind: split.type })}`
    const key = standing.has(name) ? `${name}, again as no. ${no}` : name
    standing.set(key, splitFacts(split, refusalCode, major))
  }
  return standing
}

function derivedPositions(events: readonly DerivedEvent[], major: Major): Map<string, Facts> {
  return new Map(
    events.flatMap(({ event, position }) =>
      position === null
        ? []
        : [
            [
              `loan at ${eventName(event)}`,
              transitionFacts(position.before, position.after, major),
            ],
          ],
    ),
  )
}

function recordedPositions(
  { transactions }: LoanRecord,
  events: readonly DerivedEvent[],
  major: Major,
): Map<string, Facts> {
  const attemptOf = (eventId: string, generation: number) => `${eventId} ${generation}`
  const own = new Map(
    transactions
      .filter(({ eventId, causedBy, undoes }) => eventId === causedBy && undoes === null)
      .map((one) => [attemptOf(one.eventId, one.generation), one] as const),
  )
  return new Map(
    events.flatMap(({ event, generation, position }) => {
      const found = own.get(attemptOf(event.eventId, generation))
      if (position === null || found === undefined) return []
      return [[`loan at ${eventName(event)}`, transitionFacts(found.before, found.after, major)]]
    }),
  )
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

function transitionFacts(
  before: RecordedTransaction['before'],
  after: RecordedTransaction['after'],
  major: Major,
): Facts {
  return {
    before: before === null ? '' : JSON.stringify(positionFacts(before, major)),
    after: after === null ? '' : JSON.stringify(positionFacts(after, major)),
  }
}

function splitFacts(split: TransactionSplit, refusalCode: string | null, major: Major): Facts {
  return {
    date: split.date,
    amount: major(split.amount),
    principal: major(split.principal),
    interest: major(split.interest),
    fees: major(split.fees),
    waived: major(split.waived),
    overpayment: major(split.overpayment),
    refusal: refusalCode ?? '',
  }
}

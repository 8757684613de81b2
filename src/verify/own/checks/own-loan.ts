import type { Split } from '../../../domain/engine/derived-loan'
import { ownRecordOf } from '../../../lms/own/own-record'
import type { OwnPositionRecord } from '../../../lms/own/own-record'
import { compareAll, compareFacts, type Facts } from '../../difference'
import { eventName, majorOf, type OwnCheck } from '../../loan-check'
import type { OwnLoanRecord, OwnSplit } from '../../loan-record'
import { numbersTakenBack } from '../../standing-rows'
import type { DerivedOwnLoan } from '../derived-own-loan'

type Major = (minor: bigint) => string

/** The LMS holds of the loan, and of each event, what the stream gives when told again. */
export const ownLoan: OwnCheck = {
  name: 'derived-loan',
  find(record, derived) {
    if (derived.fault !== null || record.loan === null) return []
    const { columns } = record.loan
    const major = majorOf(record)
    return [
      ...compareFacts('loan', columnFacts(ownRecordOf(derived.lms.loan)), columnFacts(columns)),
      ...compareAll(derivedSplits(derived, major), recordedSplits(record, derived, major)),
    ]
  },
}

function columnFacts({ own, ...columns }: OwnPositionRecord): Facts {
  return Object.fromEntries(
    Object.entries({ ...columns, ...own }).map(([name, value]) => [name, String(value ?? '')]),
  )
}

/** By event and part: what is judged has a part 0, if only to say that it was taken. */
function derivedSplits({ events, lms }: DerivedOwnLoan, major: Major): Map<string, Facts> {
  const seqs = new Map(events.map(({ event }) => [event.eventId, event.seq]))
  const facts = new Map<string, Facts>()
  for (const { event, outcome, refusalCode, isJudged } of events) {
    if (!isJudged || outcome === 'REVERSED') continue
    facts.set(nameOf(event.seq, 0), { ...NOTHING, refusal: refusalCode ?? '' })
  }
  for (const split of lms.loan?.splits ?? []) {
    const seq = seqs.get(split.eventId) ?? 0
    facts.set(nameOf(seq, split.part), splitFacts(split, null, major))
  }
  return facts
}

/** The transactions that were not taken back: a second one of a part stands by its number. */
function recordedSplits(
  { transactions }: OwnLoanRecord,
  { events }: DerivedOwnLoan,
  major: Major,
): Map<string, Facts> {
  const takenBack = numbersTakenBack(transactions)
  const withdrawn = new Set(
    events.flatMap(({ event, outcome }) => (outcome === 'REVERSED' ? [event.seq] : [])),
  )
  const standing = new Map<string, Facts>()
  for (const { no, seq, part, undoes, split, refusalCode } of transactions) {
    if (undoes !== null || takenBack.has(no)) continue
    // That it was taken is not taken back.
    if (withdrawn.has(seq) && split.amount === 0n) continue
    const name = nameOf(seq, part)
    const key = standing.has(name) ? `${name}, again as no. ${no}` : name
    standing.set(key, splitFacts(split, refusalCode, major))
  }
  return standing
}

function nameOf(seq: number, part: number): string {
  return `transaction of ${eventName({ seq, kind: `part ${part}` })}`
}

const NOTHING = { date: '', amount: '', portions: '', overpayment: '' }

function splitFacts(split: Split | OwnSplit, refusalCode: string | null, major: Major): Facts {
  const { date, amount, principal, interest, fees, penalties, overpayment } = split
  const refusal = refusalCode ?? ''
  if (amount === 0n) return { ...NOTHING, refusal }
  return {
    ...{ date, refusal },
    amount: major(amount),
    portions: [principal, interest, fees, penalties].map(major).join(' '),
    overpayment: major(overpayment),
  }
}

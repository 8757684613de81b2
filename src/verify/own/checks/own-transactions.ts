import { compareAll, compareValues, type Difference, type Facts } from '../../difference'
import { majorOf, type OwnCheck } from '../../loan-check'
import type { OwnLoanRecord, RecordedOwnTransaction } from '../../loan-record'
import type { DerivedOwnLoan } from '../derived-own-loan'
import type { PaperTransaction } from '../paper-transactions'

type Major = (minor: bigint) => string

/**
 * The LMS has recorded, row by row, what the stream gives when told again: each split, what took it
 * back, and why. Of a loan whose transitions were undone since, what stands is proven elsewhere.
 */
export const ownTransactions: OwnCheck = {
  name: 'transactions',
  find(record, derived) {
    if (derived.fault !== null || isCompensated(record)) return []
    const major = majorOf(record)
    const told = derived.transactions.map((row, place) => ({ ...row, no: place + 1, pushed: NONE }))
    return [
      ...compareAll(rowFacts(told, major), rowFacts(record.transactions, major)),
      ...record.transactions.flatMap(messageOf(record)),
      ...countersOf(record, derived),
    ]
  },
}

const NONE: RecordedOwnTransaction['pushed'] = { waived: '0', before: null, after: null }

function isCompensated({ events, owed }: OwnLoanRecord): boolean {
  return owed !== null || events.some(({ accountingRefusal }) => accountingRefusal !== null)
}

type Row = Omit<PaperTransaction, 'causedBy'> &
  Pick<RecordedOwnTransaction, 'no' | 'causedBy' | 'pushed'>

function rowFacts(rows: readonly Row[], major: Major): Map<string, Facts> {
  return new Map(
    rows.map(({ no, split, pushed, ...row }) => [
      `transaction ${no}`,
      {
        event: `${row.eventId}, seq ${row.seq}, part ${row.part}`,
        'caused by': `${row.causedBy}, generation ${row.generation}`,
        undoes: String(row.undoes ?? ''),
        refusal: row.refusalCode ?? '',
        ...{ type: split.type, date: split.date, amount: major(split.amount) },
        portions: [split.principal, split.interest, split.fees, split.penalties]
          .map(major)
          .join(' '),
        overpayment: major(split.overpayment),
        'of a pushed loan': JSON.stringify(pushed),
      },
    ]),
  )
}

/** A refusal is told in the same words where it was judged and where the event ended. */
function messageOf({ events }: OwnLoanRecord) {
  const ended = new Map(events.map((recorded) => [recorded.event.eventId, recorded]))
  return ({ no, eventId, refusalCode, refusalMessage }: RecordedOwnTransaction): Difference[] => {
    const event = ended.get(eventId)
    const isOpen = event?.status !== 'FAILED' && refusalCode !== null
    const expected = refusalCode === null ? '' : (event?.failureMessage ?? '')
    return isOpen
      ? []
      : compareValues(`transaction ${no}, refusal message`, expected, refusalMessage ?? '')
  }
}

function countersOf(
  { loan }: OwnLoanRecord,
  { transactions, events }: DerivedOwnLoan,
): Difference[] {
  if (loan === null) return []
  const last = events.at(-1)?.event.seq ?? 0
  return [
    ...compareValues(
      'loan, next transaction',
      String(transactions.length + 1),
      String(loan.nextTransaction),
    ),
    // One that says it has taken less than the ledger is found where the two are compared.
    ...(loan.seq > last ? compareValues('loan, seq', String(last), String(loan.seq)) : []),
  ]
}

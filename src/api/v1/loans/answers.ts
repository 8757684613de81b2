import { todayIn } from '../../../domain/values/calendar'
import type { Caller } from '../../../identity/caller'
import { derivedOf } from '../../../views/lending/lending-loan'
import type { LendingRecord } from '../../../views/lending/lending-record'
import { reply } from '../../routing/route'
import { wireJournalEntry } from '../../wire/books'
import type { V1Deps } from '../v1-route'
import { answerHeaders, queuedAnswer } from './command-route'
import { toLoanAnswer } from './loan-answer'
import { commandedLoan, commandedTransaction } from './commanded-answers'
import type { LoanAnswer } from './loan-answer-schema'
import { loanExample, transactionExample } from './loan-examples'
import { queued } from './run-command'
import type { Outcome } from './run-command'
import { latestOf, toTransactionAnswer } from './transaction-answer'

const AS_IT_STANDS = 'As it stands now.'

export const LOAN_ANSWERS = {
  200: {
    description: AS_IT_STANDS,
    headers: answerHeaders,
    schema: commandedLoan,
    example: loanExample,
  },
  202: queuedAnswer,
} as const

export const TRANSACTION_ANSWERS = {
  200: {
    description: AS_IT_STANDS,
    headers: answerHeaders,
    schema: commandedTransaction,
    example: transactionExample,
  },
  202: queuedAnswer,
} as const

/** The loan as a command leaves it. */
export function loanAfter(deps: V1Deps, caller: Caller, outcome: Outcome) {
  if (outcome.status !== 'TAKEN') return queued(outcome)
  const loan = takenLoan(deps, caller, outcome)
  return reply(200, { ...loan, ...entriesOf(caller, outcome) }, outcome.headers)
}

/** The transaction that a command made or took back. */
export function transactionAfter(
  deps: V1Deps,
  caller: Caller,
  outcome: Outcome,
  ofEvent: string = outcome.eventId,
) {
  if (outcome.status !== 'TAKEN') return queued(outcome)
  const { record, headers, entries } = outcome
  const row = latestOf(record, ofEvent)
  if (row === null) throw new Error(`event ${ofEvent} has no transaction`)
  const answer = toTransactionAnswer(record, derivedOf(record), row, caller.business.exponent)
  const rehearsed = entries && { loan: takenLoan(deps, caller, outcome) }
  return reply(200, { ...answer, ...rehearsed, ...entriesOf(caller, outcome) }, headers)
}

function takenLoan(deps: V1Deps, caller: Caller, { record }: Outcome): LoanAnswer {
  const loan = shownLoan(deps, caller, record)
  if (loan === null) throw new Error('a loan took a command and is not there')
  return loan
}

/** What a dry run tells beside what a command answers. */
function entriesOf({ business: { exponent } }: Caller, { entries }: Outcome) {
  return entries && { journalEntries: entries.map((entry) => wireJournalEntry(entry, exponent)) }
}

export function shownLoan(
  { clock }: Pick<V1Deps, 'clock'>,
  { business: { currency, exponent, timeZone } }: Caller,
  record: LendingRecord,
  withAccruals = false,
): LoanAnswer | null {
  const today = todayIn(timeZone, clock.now())
  return toLoanAnswer(record, { currency, exponent, today, withAccruals })
}

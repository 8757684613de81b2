import { z } from 'zod'
import 'zod-openapi'

import type { CivilDate } from '../../../domain/values/calendar'
import type { AppError } from '../../../platform/errors'
import { reversalCommand } from '../../../stream/reversal-request'
import type { StageRefused } from '../../../stream/stage-request'
import { findTransactionEvent } from '../../../views/lending/find-parts'
import type { TransactionEvent } from '../../../views/lending/find-parts'
import { derivedOf } from '../../../views/lending/lending-loan'
import { findLendingRecord } from '../../../views/lending/lending-record'
import type { TransactionRecord } from '../../../views/lending/lending-record'
import { reply } from '../../routing/route'
import { pageAnswer, pageShape } from '../../wire/page'
import { lmsError } from '../lms-error'
import { numberInPath } from '../number-in-path'
import { MAY_READ, v1Route } from '../v1-route'
import { TRANSACTION_ANSWERS, transactionAfter } from './answers'
import { undoing } from './command-forms'
import { commandHeaders, ONE_LOAN } from './command-route'
import { commandOutcome, REPAYMENTS } from './loan-command'
import { transactionExample } from './loan-examples'
import { NO_SUCH_LOAN } from './loan-refusals'
import { toTransactionAnswer, transactionAnswer } from './transaction-answer'

const tag = REPAYMENTS
const loanInPath = { loan: numberInPath('11') }

const list = v1Route({
  method: 'GET',
  path: '/loans/{loan}/repayments',
  scopes: MAY_READ,
  params: loanInPath,
  missing: NO_SUCH_LOAN,
  query: z.strictObject({
    ...pageShape,
    includeReplaced: z
      .enum(['true', 'false'], { error: 'includeReplaced must be true or false' })
      .optional()
      .meta({ description: 'Also what another one stands in the place of.' }),
  }),
  answers: {
    200: {
      description: 'In order of their numbers.',
      schema: pageAnswer('LoanRepayments', transactionAnswer),
      example: { items: [transactionExample], total: 1, page: 1, rowsPerPage: 20 },
    },
  },
  docs: { tag, operationId: 'listRepayments', summary: 'List a loan’s repayments' },
  async handle({ database }, { caller: { business }, params: { loan }, query }) {
    const record = await findLendingRecord(database, business.id, loan.toString())
    if (record === null) return null
    const all = record.transactions.filter(isRepayment(query.includeReplaced === 'true'))
    const from = (query.page - 1) * query.rows
    const derived = derivedOf(record)
    const items = all
      .slice(from, from + query.rows)
      .map((row) => toTransactionAnswer(record, derived, row, business.exponent))
    return reply(200, { items, total: all.length, page: query.page, rowsPerPage: query.rows })
  },
})

const look = v1Route({
  method: 'GET',
  path: '/loans/{loan}/repayments/{transaction}',
  scopes: MAY_READ,
  params: { ...loanInPath, transaction: numberInPath('22') },
  missing: NO_SUCH_LOAN,
  answers: {
    200: { description: 'As it stands.', schema: transactionAnswer, example: transactionExample },
  },
  docs: { tag, operationId: 'getTransaction', summary: 'A transaction of a loan' },
  async handle({ database }, { caller: { business }, params: { loan, transaction } }) {
    const record = await findLendingRecord(database, business.id, loan.toString())
    if (record === null) return null
    const row = record.transactions.find(({ id }) => id === transaction.toString())
    if (row === undefined) throw noTransaction(loan, transaction)
    return reply(200, toTransactionAnswer(record, derivedOf(record), row, business.exponent))
  },
})

const reverse = v1Route({
  ...ONE_LOAN,
  path: '/loans/{loan}/repayments/{transaction}/reverse',
  params: { ...loanInPath, transaction: numberInPath('22') },
  body: undoing.body,
  answers: TRANSACTION_ANSWERS,
  docs: {
    tag,
    operationId: 'reverseTransaction',
    summary: 'Reverse a repayment, a waiver or a payout',
    description:
      'The transaction stays and is marked; the loan becomes what it would have been without it. The number of one that was replaced names what stands instead.',
    headers: commandHeaders,
  },
  async handle(deps, asked) {
    const { loan, transaction } = asked.params
    let target: Target | undefined
    const outcome = await commandOutcome(deps, asked, {
      kind: 'REVERSAL',
      form: undoing,
      async request({ transactionDate, note }, { commanded }) {
        const found = await findTransactionEvent(deps.database, commanded.loan, transaction)
        if (found === null) throw noTransaction(loan, transaction)
        target = { event: found, transaction, reversedOn: transactionDate }
        const { eventId } = found
        return reversalCommand(
          commanded.loan,
          { eventId, reason: note ?? '', reversalDate: transactionDate, cascade: false },
          commanded.context,
          commanded.sender,
        )
      },
      told: (code) => (target === undefined ? null : reversalRefused(code, target)),
    })
    return outcome && transactionAfter(deps, asked.caller, outcome, target?.event.eventId)
  },
})

export const repaymentRoutes = [list, look, reverse]

function isRepayment(withReplaced: boolean) {
  return ({ type, replacedBy }: TransactionRecord) =>
    ['Repayment', 'REPAYMENT', 'EARLY_SETTLEMENT'].includes(type) &&
    (withReplaced || replacedBy === null)
}

function noTransaction(loan: bigint, transaction: bigint) {
  return lmsError('TRANSACTION_NOT_FOUND', {
    transactionId: transaction.toString(),
    loanId: loan.toString(),
  })
}

/** What is to be reversed, and on which day. */
interface Target {
  event: TransactionEvent
  transaction: bigint
  reversedOn: CivilDate | null
}

/** What the stream refuses of a reversal, as the loan would: its state, then the dates. */
function reversalRefused(
  code: StageRefused['code'],
  { event: { date, loanStatus, disbursedOn }, transaction, reversedOn }: Target,
): AppError | null {
  if (!OF_ITS_TARGET.includes(code)) return null
  if (loanStatus === 'Closed (written off)') {
    return lmsError('WRITTEN_OFF_TO_REVERSE', { transactionId: transaction.toString() })
  }
  if (code !== 'VALIDATION_FAILED') return null
  return (reversedOn ?? date) < (disbursedOn ?? date)
    ? lmsError('TRANSACTION_BEFORE_DISBURSEMENT')
    : lmsError('REVERSED_BEFORE_TRANSACTION', { date })
}

const OF_ITS_TARGET = ['VALIDATION_FAILED', 'EVENT_NOT_REVERSIBLE', 'ALREADY_REVERSED']

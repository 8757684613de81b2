import { z } from 'zod'
import 'zod-openapi'

import { vatRateOn } from '../../../business/vat-rate'
import type { DatedKind } from '../../../stream/command-request'
import { datedCommand } from '../../../stream/command-request'
import type { CommandRequest } from '../../../stream/stage-request'
import type { CommandedLoan } from '../../../views/lending/commanded-loan'
import type { Business } from '../../../business/business'
import { AppError } from '../../../platform/errors'
import { bodyOf } from '../../routing/request-body'
import { reply } from '../../routing/route'
import { date, text } from '../../wire/fields'
import { idInPath } from '../../wire/id-in-path'
import { lendingRoute, MAY_WRITE } from '../lending-route'
import { amountMinor } from '../numbers'
import { minor } from './answers'
import { answerHeaders, commandLoan, headers, LOANS, queuedShape } from './lending-command'
import type { Given } from './lending-command'
import { NO_SUCH_LOAN } from './loan-refusals'

const EXAMPLE = 'e5c8c7d2-0000-4000-8000-000000000000'
const note = text('Kept with it.', 'Auto-approved by system').optional()

export const ONE_LOAN = {
  params: { loanId: idInPath(EXAMPLE) },
  missing: NO_SUCH_LOAN,
} as const

interface Command<Body extends z.ZodType> {
  path: 'approve' | 'disburse' | 'reject' | 'withdraw'
  kind: DatedKind
  /** What is said once it was judged. */
  word: string
  summary: string
  body: Body
  request(
    body: z.output<Body>,
    loan: CommandedLoan,
    given: Given & { business: Business },
  ): CommandRequest
}

/** A row for a command that answers with one word. */
function lifecycle<Body extends z.ZodType>(command: Command<Body>) {
  const { path, kind, word, summary } = command
  const done = z
    .object({ status: z.enum([word, 'queued']), loanId: z.string() })
    .meta({ id: `${word.charAt(0).toUpperCase()}${word.slice(1)}LoanAccount` })
  return lendingRoute({
    ...ONE_LOAN,
    method: 'POST',
    path: `${LOANS}/{loanId}/${path}`,
    scopes: MAY_WRITE,
    permission: kind === 'WITHDRAW' ? 'lms:write' : 'lms:approve',
    body: bodyOf(command.body),
    answers: {
      200: {
        description: 'Durable and judged.',
        headers: answerHeaders,
        schema: done,
        example: { status: word, loanId: EXAMPLE },
      },
      202: {
        description: 'Durable; the loan has not taken it yet.',
        headers: answerHeaders,
        schema: z.object({ status: z.enum([word, 'queued']), loanId: z.string(), ...queuedShape }),
      },
    },
    refuses: { 409: {}, 422: {} },
    docs: { tag: 'Loans', operationId: `${path}LoanAccount`, summary, headers },
    async handle(deps, { caller, http, params, body }) {
      const { business } = caller
      const about = { kind, loanIds: params.loanId }
      const outcome = await commandLoan(deps, { caller, http }, about, (loan, given) =>
        command.request(body, loan, { ...given, business }),
      )
      if (outcome === null) return null
      const { record, eventId, headers: said } = outcome
      const { loanId } = record
      return outcome.status === 'TAKEN'
        ? reply(200, { status: word, loanId }, said)
        : reply(202, { status: 'queued', loanId, eventId }, said)
    },
  })
}

const approve = lifecycle({
  ...{ path: 'approve', kind: 'APPROVE', word: 'approved', summary: 'Approve' },
  body: z
    .strictObject({
      approvedOnDate: date('Not after today; today.', '2026-01-01').optional(),
      amountMinor: amountMinor({
        description: 'What was applied for; less may be approved.',
        example: 2500000,
      }).optional(),
      note,
    })
    .meta({ id: 'LoanAccountApproval' }),
  request: ({ approvedOnDate, amountMinor: amount, note: said }, loan, { commanded }) =>
    datedCommand(
      'APPROVE',
      commanded,
      {
        date: approvedOnDate ?? null,
        amount: amount?.toString() ?? loan.principal ?? '0',
        expectedDisbursementOn: null,
      },
      { note: said ?? null },
    ),
})

const disburse = lifecycle({
  path: 'disburse',
  kind: 'DISBURSE',
  word: 'disbursed',
  summary: 'Disburse: the schedule begins',
  body: z
    .strictObject({
      disbursedOnDate: date('Not after today; today.', '2026-01-02').optional(),
      amountMinor: amountMinor({
        description: 'What is approved; less may be paid out.',
        example: 2500000,
      }).optional(),
      destination: z
        .strictObject({
          type: text('What it is.', 'wallet'),
          reference: text('Which it is.', '255700000000'),
        })
        .optional()
        .meta({ description: 'Where the payment system pays to; no payment is made here.' }),
      reference: text('Yours.', 'PAY-1').optional(),
      note,
    })
    .meta({ id: 'LoanAccountDisbursal' }),
  request(body, loan, { commanded, business, today }) {
    const { disbursedOnDate: on, amountMinor: amount, destination, reference } = body
    return datedCommand(
      'DISBURSE',
      commanded,
      {
        date: on ?? null,
        amount: amount?.toString() ?? loan.approvedPrincipal ?? loan.principal ?? '0',
        vatRate: vatRateOn(business, on ?? today),
      },
      {
        ...{ destination: destination ?? null, paymentTypeId: null },
        ...{ receiptNumber: reference ?? null, note: body.note ?? null },
      },
    )
  },
})

const reject = lifecycle({
  ...{ path: 'reject', kind: 'REJECT', word: 'rejected', summary: 'Reject; there is no way back' },
  body: z
    .strictObject({ rejectedOnDate: date('Today.', '2026-01-01').optional(), note })
    .meta({ id: 'LoanAccountRejection' }),
  request: ({ rejectedOnDate, note: said }, _loan, { commanded }) =>
    datedCommand('REJECT', commanded, { date: rejectedOnDate ?? null }, { note: said ?? null }),
})

const withdraw = lifecycle({
  ...{ path: 'withdraw', kind: 'WITHDRAW', word: 'withdrawn' },
  summary: 'Withdraw; there is no way back',
  body: z
    .strictObject({ withdrawnOnDate: date('Today.', '2026-01-01').optional(), note })
    .meta({ id: 'LoanAccountWithdrawal' }),
  request: ({ withdrawnOnDate, note: said }, _loan, { commanded }) =>
    datedCommand('WITHDRAW', commanded, { date: withdrawnOnDate ?? null }, { note: said ?? null }),
})

const accepted = z.object({
  status: z.literal('repayment-accepted'),
  loanId: z.string(),
  amountMinor: minor,
  currency: z.string(),
})

const repay = lendingRoute({
  ...ONE_LOAN,
  method: 'POST',
  path: `${LOANS}/{loanId}/repayments`,
  scopes: MAY_WRITE,
  body: bodyOf(
    z
      .strictObject({
        amountMinor: amountMinor({ description: 'What was paid.', example: 200000 }),
        currency: text('The loan’s.', 'TZS'),
        transactionDate: date('Not after today; today.', '2026-02-01').optional(),
        reference: text('Yours.', 'MPESA-7').optional(),
        note,
      })
      .meta({ id: 'LoanAccountRepayment' }),
  ),
  answers: {
    200: {
      description: 'Durable and judged.',
      headers: answerHeaders,
      schema: accepted.meta({ id: 'AcceptedRepayment' }),
      example: {
        ...{ status: 'repayment-accepted', loanId: EXAMPLE, amountMinor: 200000 },
        currency: 'TZS',
      },
    },
    202: {
      description: 'Durable; the loan has not taken it yet.',
      headers: answerHeaders,
      schema: accepted.extend({ status: z.literal('queued'), ...queuedShape }),
    },
  },
  refuses: { 409: {}, 422: {} },
  docs: { tag: 'Repayments', operationId: 'repayLoanAccount', summary: 'Repay', headers },
  async handle(deps, { caller, http, params, body }) {
    const { currency } = caller.business
    if (body.currency !== currency) {
      const message = `The loan is in ${currency}.`
      throw new AppError('CURRENCY_MISMATCH', message, { status: 422 })
    }
    const about = { kind: 'REPAY' as const, loanIds: params.loanId }
    const outcome = await commandLoan(deps, { caller, http }, about, (_loan, { commanded }) =>
      datedCommand(
        'REPAY',
        commanded,
        { date: body.transactionDate ?? null, amount: String(body.amountMinor), transfer: null },
        {
          paymentTypeId: null,
          receiptNumber: body.reference ?? null,
          note: body.note ?? null,
        },
      ),
    )
    if (outcome === null) return null
    const { record, eventId, headers: said } = outcome
    const answer = { loanId: record.loanId, amountMinor: body.amountMinor, currency }
    return outcome.status === 'TAKEN'
      ? reply(200, { status: 'repayment-accepted' as const, ...answer }, said)
      : reply(202, { status: 'queued' as const, ...answer, eventId }, said)
  },
})

export const commandRoutes = [approve, disburse, reject, withdraw, repay]

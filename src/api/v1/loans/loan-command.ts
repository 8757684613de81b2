import type { CommandRequest } from '../../../stream/stage-request'
import type { Business } from '../../../business/business'
import type { LendingKind } from '../../../domain/events/lending/lending-kinds'
import type { Commanded } from '../../../stream/command-request'
import { findCommandedLoan } from '../../../views/lending/commanded-loan'
import type { CommandedLoan } from '../../../views/lending/commanded-loan'
import type { Fields, Values } from '../fields/form'
import { v1Route } from '../v1-route'
import type { V1Deps } from '../v1-route'
import type { WriteForm } from '../write-request'
import { LOAN_ANSWERS, loanAfter, TRANSACTION_ANSWERS, transactionAfter } from './answers'
import { commanded, commandHeaders, keepingRefusals, LOANS, ONE_LOAN } from './command-route'
import { runCommand } from './run-command'
import type { Command } from './run-command'
import type { Asked } from '../../routing/route'
import type { Caller } from '../../../identity/caller'
import type { Permission } from '../../../identity/roles'

/** Whom and what a command is made for. */
interface Given {
  business: Business
  commanded: Commanded
  loan: CommandedLoan
}

/** A command for a loan that is there: its fields, and what they say to the loan. */
interface LoanCommand<Shape extends Fields> {
  path: `/loans/{loan}/${string}`
  kind: LendingKind
  form: WriteForm<Shape>
  operationId: string
  summary: string
  description?: string
  /** Of a person; to approve unless given. */
  permission?: Permission
  request(values: Values<Shape>, given: Given): CommandRequest
}

/** A row for a command that answers with the loan. */
export function loanCommand<Shape extends Fields>(command: LoanCommand<Shape>) {
  const { path, form, permission = ONE_LOAN.permission } = command
  return v1Route({
    ...ONE_LOAN,
    permission,
    path: path as '/loans/{loan}/command',
    body: form.body,
    answers: LOAN_ANSWERS,
    docs: docsOf(command, LOANS),
    async handle(deps, asked) {
      const outcome = await commandOutcome(deps, asked, command)
      return outcome && loanAfter(deps, asked.caller, outcome)
    },
  })
}

/** A row for a command that answers with its transaction. */
export function transactionCommand<Shape extends Fields>(command: LoanCommand<Shape>) {
  const { path, form, permission = ONE_LOAN.permission } = command
  return v1Route({
    ...ONE_LOAN,
    permission,
    path: path as '/loans/{loan}/command',
    body: form.body,
    answers: TRANSACTION_ANSWERS,
    docs: docsOf(command, REPAYMENTS),
    async handle(deps, asked) {
      const outcome = await commandOutcome(deps, asked, command)
      return outcome && transactionAfter(deps, asked.caller, outcome)
    },
  })
}

export const REPAYMENTS = 'Repayments'

function docsOf(
  { operationId, summary, description }: Omit<LoanCommand<Fields>, 'request' | 'form'>,
  tag: string,
) {
  const told = description === undefined ? {} : { description }
  return { tag, operationId, summary, ...told, headers: commandHeaders }
}

interface Asking<Shape extends Fields> extends Pick<Command, 'told'> {
  kind: LendingKind | 'REVERSAL'
  form: WriteForm<Shape>
  request(values: Values<Shape>, given: Given): CommandRequest | Promise<CommandRequest>
}

type AskedCommand = Asked<Caller, { loan: bigint }, unknown, unknown>

/**
 * What comes of a command; null where the business has no such loan.
 * @throws AppError where it is refused
 */
export function commandOutcome<Shape extends Fields>(
  deps: V1Deps,
  asked: AskedCommand,
  { kind, form, request, told }: Asking<Shape>,
) {
  const { caller, http, params } = asked
  return keepingRefusals(deps, caller, { kind, loanId: null }, async () => {
    const read = form.read(asked, deps.clock)
    const loan = await findCommandedLoan(deps.database, caller.business.id, params.loan)
    if (loan === null) return null
    const given = {
      business: caller.business,
      commanded: commanded(caller, loan.loanId, read),
      loan,
    }
    const command: Command = {
      ...{ caller, http, dryRun: read.dryRun, said: { loan: loan.no }, told },
      request: await request(read.values, given),
    }
    return runCommand(deps, command)
  })
}

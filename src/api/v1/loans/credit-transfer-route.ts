import { datedCommand } from '../../../stream/command-request'
import type { CommandRequest } from '../../../stream/stage-request'
import { uuidV7 } from '../../../platform/uuid-v7'
import { findCommandedLoan } from '../../../views/lending/commanded-loan'
import type { CommandedLoan } from '../../../views/lending/commanded-loan'
import { findLendingRecord } from '../../../views/lending/lending-record'
import { findTransferOf } from '../../../views/lending/find-parts'
import { lmsError } from '../lms-error'
import { v1Route } from '../v1-route'
import type { V1Deps } from '../v1-route'
import { LOAN_ANSWERS, loanAfter } from './answers'
import { askedWait } from './asked-wait'
import { mustBeRecordable } from './books-elsewhere'
import { creditTransfer } from './command-forms'
import { commanded, commandHeaders, keepingRefusals, LOANS, ONE_LOAN } from './command-route'
import { notJudged, notStaged } from './loan-refusals'
import { runCommand, USUAL_WAIT_SECONDS } from './run-command'
import type { Command, Outcome } from './run-command'

/** Credit of a loan that pays the customer's next one: both loans take it, or neither does. */
export const creditTransferRoute = v1Route({
  ...ONE_LOAN,
  path: '/loans/{loan}/credit-transfer',
  body: creditTransfer.body,
  answers: LOAN_ANSWERS,
  docs: {
    tag: LOANS,
    operationId: 'transferCredit',
    summary: 'Apply an overpayment to another loan of the customer',
    description:
      'Both loans take it, or neither does; undoing either side undoes the other. Answers the loan whose credit it was.',
    headers: commandHeaders,
  },
  handle(deps, asked) {
    const { caller, http, params } = asked
    const about = { kind: 'CREDIT_OUT' as const, loanId: null }
    return keepingRefusals(deps, caller, about, async () => {
      const read = creditTransfer.read(asked, deps.clock)
      const { toLoanId, transactionDate: date, amount, note } = read.values
      const loan = await findCommandedLoan(deps.database, caller.business.id, params.loan)
      if (loan === null) return null
      const to = await findCommandedLoan(deps.database, caller.business.id, toLoanId)
      if (to === null) throw lmsError('LOAN_NOT_FOUND', { loan: toLoanId.toString() })
      const transferId = uuidV7(deps.clock.now())
      const said = { date, amount: amount.toString(), transferId, toLoanId: to.loanId }
      const request = datedCommand('CREDIT_OUT', commanded(caller, loan.loanId, read), said, {
        note,
      })
      const paying = datedCommand(
        'REPAY',
        commanded(caller, to.loanId, { today: read.today, key: null }),
        { ...{ date, amount: said.amount }, transfer: { id: transferId, fromLoanId: loan.loanId } },
        {},
      )
      mustBeRecordable(deps, request)
      const command = { caller, http, request, dryRun: read.dryRun, said: { loan: loan.no } }
      const outcome = read.dryRun
        ? await rehearseBoth(deps, command, { from: loan, to, paying })
        : await carryOver(deps, command, loan)
      return loanAfter(deps, caller, outcome)
    })
  },
})

/** A rehearsal knows one loan, so what begins a transfer judges of the two is judged here. */
async function rehearseBoth(
  deps: V1Deps,
  command: Command,
  { from, to, paying }: { from: CommandedLoan; to: CommandedLoan; paying: CommandRequest },
): Promise<Outcome> {
  const refused = await deps.transfers.refusal(from.no, to.no)
  if (refused !== null) throw notStaged(refused, command.said)
  const given = await runCommand(deps, command)
  // A repeat under its key: the other loan was paid then.
  if ((await findTransferOf(deps.database, given.eventId)) !== null) return given
  const paid = await runCommand(deps, { ...command, request: paying, said: { loan: to.no } })
  return { ...given, entries: [...(given.entries ?? []), ...(paid.entries ?? [])] }
}

async function carryOver(
  { database, transfers }: V1Deps,
  { caller, http, request, said }: Command & { request: CommandRequest },
  { no }: CommandedLoan,
): Promise<Outcome> {
  const asked = askedWait(http)
  const begun = await transfers.begin(request)
  if (begun.status === 'REFUSED') throw notStaged(begun, said)
  const { eventId } = begun
  const waitMs = (asked ?? USUAL_WAIT_SECONDS) * 1000
  const transferId = await findTransferOf(database, eventId)
  if (transferId === null) throw new Error(`event ${eventId} is of no transfer`)
  const { status, refusal } = await transfers.follow(transferId, waitMs)
  if (refusal !== null) throw notJudged(refusal)
  const record = await findLendingRecord(database, caller.business.id, no, eventId)
  if (record === null) throw new Error(`loan ${no} gave credit and is not there`)
  const headers: Record<string, string> =
    asked === null ? {} : { 'Preference-Applied': `wait=${asked}` }
  const isDone = status === 'DONE'
  return { status: isDone ? 'TAKEN' : 'QUEUED', record, eventId, headers, entries: null }
}

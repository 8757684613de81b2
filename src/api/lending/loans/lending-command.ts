import type { Request } from 'express'
import { z } from 'zod'

import type { LendingKind } from '../../../domain/events/lending/lending-kinds'
import { todayIn } from '../../../domain/values/calendar'
import type { CivilDate } from '../../../domain/values/calendar'
import type { Caller } from '../../../identity/caller'
import type { Commanded } from '../../../stream/command-request'
import type { CommandRequest } from '../../../stream/stage-request'
import { findLoanCalled } from '../../../views/lending/commanded-loan'
import type { CommandedLoan } from '../../../views/lending/commanded-loan'
import { commanded, commandHeaders, keepingRefusals } from '../../v1/loans/command-route'
import { runCommand } from '../../v1/loans/run-command'
import type { Outcome } from '../../v1/loans/run-command'
import { eventId } from '../../wire/books-schemas'
import { firstNamed } from '../../wire/id-in-path'
import { validKey } from '../../wire/idempotency-key'
import type { LendingDeps } from '../lending-route'
import { asProblem } from './loan-refusals'

export const LOANS = '/loans'

export const answerHeaders = z.object({
  Location: z.string().optional().meta({ example: '/api/v1/lms/loans/e5c8c7d2' }),
  'Preference-Applied': z.string().optional().meta({ example: 'wait=10' }),
})

export const headers = commandHeaders

/** What 202 has beside the body: nobody has taken the command yet. */
export const queuedShape = {
  eventId: eventId.meta({ description: 'What becomes of it is told at /v1/events/{eventId}.' }),
}

interface Asking {
  caller: Caller
  http: Request
}

/** Whom a command is made for, and when. */
export interface Given {
  commanded: Commanded
  today: CivilDate
}

/** Runs a command for a loan by its id; null where the business has no such loan. */
export function commandLoan(
  deps: LendingDeps,
  asked: Asking,
  { kind, loanIds }: { kind: LendingKind; loanIds: readonly string[] },
  request: (loan: CommandedLoan, given: Given) => CommandRequest,
): Promise<Outcome | null> {
  const { caller } = asked
  return keepingRefusals(deps, caller, { kind, loanId: loanIds[0] ?? null }, async () => {
    const loan = await findCalled(deps, caller, loanIds)
    if (loan === null) return null
    try {
      return await run(deps, asked, loan.loanId, (given) => request(loan, given), { loan: loan.no })
    } catch (error) {
      // The loan may have gone on since: what it is in is told as it stands.
      const stands = await findLoanCalled(deps.database, caller.business.id, loan.loanId)
      throw asProblem(error, stands?.status ?? null)
    }
  })
}

/** Stages one and waits for what comes of it. */
export function run(
  deps: LendingDeps,
  { caller, http }: Asking,
  loanId: string,
  request: (given: Given) => CommandRequest,
  said: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const today = todayIn(caller.business.timeZone, deps.clock.now())
  const of = commanded(caller, loanId, { today, key: validKey(http) })
  const command = request({ commanded: of, today })
  return runCommand(deps, { caller, http, request: command, dryRun: false, said })
}

export function addressOfLoan(loanId: string): string {
  return `/api/v1/lms${LOANS}/${encodeURIComponent(loanId)}`
}

/** Null where the business has no loan that is called so. */
export function findCalled(
  { database }: LendingDeps,
  { business }: Caller,
  loanIds: readonly string[],
): Promise<CommandedLoan | null> {
  return firstNamed(loanIds, (loanId) => findLoanCalled(database, business.id, loanId))
}

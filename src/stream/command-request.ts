import { createHash } from 'node:crypto'

import type { LoanRef } from '../contract/loan-ref'
import type { ContentOf } from '../domain/events/details'
import { canonicalCommand } from '../domain/events/lending/canonical-command'
import type { Default } from '../domain/events/lending/canonical-command'
import type { LendingDetailsOf } from '../domain/events/lending/lending-details'
import type { LendingKind } from '../domain/events/lending/lending-kinds'
import type { LendingPayloadOf } from '../domain/events/lending/lending-payloads'
import type { ChargeTerms } from '../domain/events/lending/loan-terms'
import type { StagedContext } from '../domain/events/staged-context'
import type { CivilDate } from '../domain/values/calendar'
import type { Sender } from './reversal-request'
import type { CommandRequest } from './stage-request'

/** Which loan is commanded by whom, and what is taken from outside its stream. */
export interface Commanded {
  loan: LoanRef
  /** Of an application these accounts are the loan's, of what follows they are not looked at. */
  context: StagedContext
  sender: Sender
}

type Dated<Kind extends LendingKind> = 'date' extends keyof LendingPayloadOf[Kind] ? Kind : never

/** The commands on a date that their sender may choose. */
export type DatedKind = Exclude<{ [Kind in LendingKind]: Dated<Kind> }[LendingKind], 'PENALTY'>

/** What a command of a kind says beside what it takes from outside its stream. */
type Said<Kind extends LendingKind> = Omit<LendingPayloadOf[Kind], keyof StagedContext | 'date'>

/** An application for a loan. */
export interface Application extends Omit<Said<'SUBMIT'>, 'customerActiveSince'> {
  /** False where the loan's id was made for it: then that does not make a repeat another application. */
  namesLoan: boolean
  /** Of the customer as it was given with the application; null where it was not. */
  customerName: string | null
  /** A customer who is not known is made, without a name under the id. */
  opensCustomer: boolean
}

export function submitCommand(
  commanded: Commanded,
  { namesLoan, customerName, opensCustomer, ...said }: Application,
  words: LendingDetailsOf['SUBMIT'],
): CommandRequest {
  const { loan, context } = commanded
  // When the customer was activated is known where it is staged.
  const payload = { ...context, ...said, customerActiveSince: null }
  const content = { ...payload, ...words }
  return {
    ...placed(commanded, said.submittedOn ?? context.today),
    ...{ kind: 'SUBMIT', payload, details: words, customerName, opensCustomer },
    fingerprint: sha256(canonicalCommand('SUBMIT', namesLoan ? loan.loanId : null, content)),
  }
}

/** @param said `date`: null for today, which does not make a repeat of another day another command */
export function datedCommand<Kind extends DatedKind>(
  kind: Kind,
  commanded: Commanded,
  { date, ...said }: Said<Kind> & { date: CivilDate | null },
  words: LendingDetailsOf[Kind],
): CommandRequest {
  const { loan, context } = commanded
  const effectiveDate = date ?? context.today
  const payload = { ...context, ...said, date: effectiveDate } as unknown as LendingPayloadOf[Kind]
  const content = { ...payload, ...words } as ContentOf<Kind>
  return {
    ...placed(commanded, effectiveDate),
    ...{ kind, payload, details: words },
    fingerprint: sha256(
      canonicalCommand(kind, loan.loanId, content, date === null ? ['date'] : []),
    ),
  }
}

/**
 * A waiver of a charge, and what of it its sender left open: that does not make a repeat another
 * command, however the loan went on.
 */
export function waiverCommand(
  commanded: Commanded,
  said: Omit<LendingPayloadOf['WAIVE_CHARGE'], keyof StagedContext>,
  defaults: readonly Default[],
  words: LendingDetailsOf['WAIVE_CHARGE'],
): CommandRequest {
  const { loan, context } = commanded
  const payload = { ...context, ...said }
  const content = { ...payload, ...words }
  return {
    ...placed(commanded, said.date),
    ...{ kind: 'WAIVE_CHARGE', payload, details: words },
    fingerprint: sha256(canonicalCommand('WAIVE_CHARGE', loan.loanId, content, defaults)),
  }
}

export function addChargeCommand(
  commanded: Commanded,
  charge: ChargeTerms,
  words: LendingDetailsOf['ADD_CHARGE'],
): CommandRequest {
  const { loan, context } = commanded
  const payload = { ...context, charge }
  const content = { ...payload, ...words }
  return {
    ...placed(commanded, charge.dueOn ?? context.today),
    ...{ kind: 'ADD_CHARGE', payload, details: words },
    fingerprint: sha256(canonicalCommand('ADD_CHARGE', loan.loanId, content)),
  }
}

function placed({ loan, sender }: Commanded, effectiveDate: CivilDate) {
  const ofCustomer = { customerName: null, opensCustomer: false }
  return { ...loan, ...sender, ...ofCustomer, home: 'LMS' as const, effectiveDate }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

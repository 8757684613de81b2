import { createHash } from 'node:crypto'

import type { CivilDate } from '../domain/values/calendar'
import type { StagedContext } from '../domain/events/staged-context'
import { canonicalReversal } from '../domain/events/fingerprint'
import type { LoanRef } from '../contract/loan-ref'
import type { CommandRequest, LinkedReversal, PushedRequest } from './stage-request'

/** What somebody asks for who wants an event undone. */
export interface AskedReversal {
  /** In lower case: the fingerprint is of what is kept. */
  eventId: string
  reason: string
  /** Null: today. */
  reversalDate: CivilDate | null
  cascade: boolean
}

/** Whose request it is. */
export interface Sender {
  sentBy: string
  idempotencyKey: string | null
}

export function reversalRequest(
  loan: LoanRef,
  asked: AskedReversal,
  context: StagedContext,
  sender: Sender,
): PushedRequest {
  const reversal = linkedReversal(loan.loanId, asked, context)
  return { ...loan, ...sender, home: 'PUSH', kind: 'REVERSAL', ...reversal, customerName: null }
}

/** The same of a loan of our own LMS. */
export function reversalCommand(
  loan: LoanRef,
  asked: AskedReversal,
  context: StagedContext,
  sender: Sender,
): CommandRequest {
  return {
    ...reversalRequest(loan, asked, context, sender),
    ...linkedReversal(loan.loanId, asked, context),
    ...{ home: 'LMS', kind: 'REVERSAL', details: null, opensCustomer: false },
  }
}

/** What of a reversal is its own, where it is staged with what replaces the event. */
export function linkedReversal(
  loanId: string,
  asked: AskedReversal,
  context: StagedContext,
): LinkedReversal {
  const reversalDate = asked.reversalDate ?? context.today
  return {
    payload: { ...context, ...asked, reversalDate },
    effectiveDate: reversalDate,
    fingerprint: createHash('sha256').update(canonicalReversal(loanId, asked)).digest('hex'),
  }
}

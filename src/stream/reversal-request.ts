import { createHash } from 'node:crypto'

import type { CivilDate } from '../domain/values/calendar'
import type { StagedContext } from '../domain/events/staged-context'
import { canonicalReversal } from '../domain/events/fingerprint'
import type { LoanRef } from '../contract/loan-ref'
import type { LinkedReversal, StageRequest } from './stage-request'

/** What somebody asks for who wants an event undone. */
export interface AskedReversal {
  /** In lower case: the fingerprint is of what is kept. */
  eventId: string
  reason: string
  /** Null: today. */
  reversalDate: CivilDate | null
  cascade: boolean
}

export function reversalRequest(
  loan: LoanRef,
  asked: AskedReversal,
  context: StagedContext,
  sender: { sentBy: string; idempotencyKey: string | null },
): StageRequest {
  const reversal = linkedReversal(loan.loanId, asked, context)
  return { ...loan, ...sender, home: 'PUSH', kind: 'REVERSAL', ...reversal, customerName: null }
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

import { createHash } from 'node:crypto'

import type { CivilDate } from '../domain/values/calendar'
import type { StagedContext } from '../domain/events/payloads'
import { canonicalReversal } from '../domain/events/fingerprint'
import type { LoanRef } from '../contract/loan-ref'
import type { StageRequest } from './stage-request'

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
  const reversalDate = asked.reversalDate ?? context.today
  return {
    ...loan,
    ...sender,
    home: 'PUSH',
    kind: 'REVERSAL',
    payload: { ...context, ...asked, reversalDate },
    effectiveDate: reversalDate,
    fingerprint: createHash('sha256').update(canonicalReversal(loan.loanId, asked)).digest('hex'),
    customerName: null,
  }
}

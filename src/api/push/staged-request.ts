import { createHash } from 'node:crypto'

import type { ApiCaller } from '../../identity/api-key-verifier'
import { canonicalContent } from '../../domain/events/fingerprint'
import { linkedReversal, reversalRequest } from '../../stream/reversal-request'
import type { PushedRequest } from '../../stream/stage-request'
import type { Pushed } from './requests/pushed-request'

/** What was pushed, as the stream takes it. */
export function stageRequest(
  caller: ApiCaller,
  pushed: Pushed,
  idempotencyKey: string | null,
): PushedRequest {
  const { business, keyPrefix: sentBy } = caller
  const loan = { businessId: business.id, loanId: pushed.loanId }
  if (pushed.kind === 'CORRECTION') {
    const { loanId, asked, context, event } = pushed
    const replacement = stageRequest(caller, event, idempotencyKey)
    const reversal = linkedReversal(loanId, asked, context)
    return { ...replacement, customerName: null, reversal }
  }
  if (pushed.kind === 'REVERSAL') {
    return reversalRequest(loan, pushed.asked, pushed.context, { sentBy, idempotencyKey })
  }
  const { kind, payload, effectiveDate, customerName } = pushed
  const content = canonicalContent(kind, loan.loanId, payload)
  return {
    ...loan,
    home: 'PUSH',
    kind,
    payload,
    effectiveDate,
    fingerprint: createHash('sha256').update(content).digest('hex'),
    idempotencyKey,
    sentBy,
    customerName,
  }
}

import { createHash } from 'node:crypto'

import type { LoanRef } from '../contract/loan-ref'
import { dateOfEvent } from '../domain/events/date-of-event'
import type { EventContent } from '../domain/events/details'
import { canonicalReversal } from '../domain/events/fingerprint'
import { canonicalCommand } from '../domain/events/lending/canonical-command'
import type { LendingKind } from '../domain/events/lending/lending-kinds'
import type { LendingPayloadOf } from '../domain/events/lending/lending-payloads'
import type { ReversalPayload } from '../domain/events/payloads'
import type { Sender } from './reversal-request'
import type { CommandRequest } from './stage-request'

/** Why something is undone its own LMS knows. */
const NO_REASON = ''

/** An event of a loan of another deployment's LMS, as that one told it. */
export type ToldEvent = ToldReversal | ToldFact

interface Told {
  loan: LoanRef
  /** With an application. */
  customerName: string | null
}

interface ToldReversal extends Told {
  kind: 'REVERSAL'
  payload: ReversalPayload
}

interface ToldFact extends Told {
  kind: LendingKind
  payload: LendingPayloadOf[LendingKind]
  words: { chargeNames?: string[]; chargeName?: string }
}

/** What was told, as the stream takes it. */
export function toldCommand(told: ToldEvent, sender: Sender): CommandRequest {
  const { loan, kind, payload, customerName } = told
  const placed = {
    ...{ ...loan, ...sender, kind, customerName },
    ...{ home: 'LMS' as const, mirrored: true as const, opensCustomer: kind === 'SUBMIT' },
    effectiveDate: dateOfEvent({ kind, payload } as Parameters<typeof dateOfEvent>[0]),
    fingerprint: createHash('sha256').update(canonicalOf(told)).digest('hex'),
  }
  if (told.kind === 'REVERSAL') {
    return { ...placed, payload: { ...told.payload, reason: NO_REASON }, details: null }
  }
  return { ...placed, payload: told.payload, details: told.words }
}

function canonicalOf(told: ToldEvent): string {
  const { loanId } = told.loan
  if (told.kind === 'REVERSAL') {
    return canonicalReversal(loanId, { ...told.payload, reason: NO_REASON })
  }
  const { kind, payload, words } = told
  const content = { ...payload, ...words } as EventContent<LendingKind>['payload']
  return canonicalCommand(kind, loanId, content)
}

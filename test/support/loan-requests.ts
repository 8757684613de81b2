import { createHash } from 'node:crypto'

import type { ContentOf } from '../../src/domain/events/details'
import type { LoanEvent } from '../../src/domain/events/stream-event'
import type { LoanEventKind } from '../../src/domain/events/kinds'
import type {
  CreditRefundPayload,
  DisbursementPayload,
  RevenueReportPayload,
  WriteOffPayload,
} from '../../src/domain/events/payloads'
import { canonicalContent, canonicalReversal } from '../../src/domain/events/fingerprint'
import type { LoanRef } from '../../src/contract/loan-ref'
import type { PushedRequest } from '../../src/stream/stage-request'
import type { Said } from './loan-events'
import {
  creditRefund,
  disbursement,
  earlySettlement,
  repayment,
  revenueReport,
  reversal,
  writeOff,
} from './loan-events'

export type StageExtras = Partial<
  Pick<PushedRequest, 'idempotencyKey' | 'fingerprint' | 'home' | 'customerName'>
>

/** Requests of one loan as the push door would stage them: test/support/loan-events has the defaults. */
export class LoanRequests {
  readonly ref: LoanRef

  constructor(ref: LoanRef) {
    this.ref = ref
  }

  disbursement(given: Partial<DisbursementPayload> = {}, extras: StageExtras = {}): PushedRequest {
    return this.#request(disbursement(1, given), extras)
  }

  revenue(given: Partial<RevenueReportPayload> = {}, extras: StageExtras = {}): PushedRequest {
    return this.#request(revenueReport(1, given), extras)
  }

  repayment(given: Partial<ContentOf<'REPAYMENT'>>, extras: StageExtras = {}): PushedRequest {
    return this.#request(repayment(1, given), extras)
  }

  settlement(given: Partial<ContentOf<'REPAYMENT'>>, extras: StageExtras = {}): PushedRequest {
    return this.#request(earlySettlement(1, given), extras)
  }

  creditRefund(given: Partial<CreditRefundPayload> = {}, extras: StageExtras = {}): PushedRequest {
    return this.#request(creditRefund(1, given), extras)
  }

  writeOff(given: Partial<WriteOffPayload> = {}, extras: StageExtras = {}): PushedRequest {
    return this.#request(writeOff(1, given), extras)
  }

  reversal(
    eventId: string,
    given: Partial<ContentOf<'REVERSAL'>> = {},
    extras: StageExtras = {},
  ): PushedRequest {
    const event = reversal(1, eventId, given)
    const { reason, reversalDate, cascade } = event.payload
    return {
      ...this.ref,
      home: 'PUSH',
      kind: event.kind,
      payload: event.payload,
      effectiveDate: event.effectiveDate,
      fingerprint: hash(
        canonicalReversal(this.ref.loanId, { eventId, reason, reversalDate, cascade }),
      ),
      idempotencyKey: null,
      sentBy: 'test',
      customerName: null,
      ...extras,
    }
  }

  /** An event and the reversal of the one that it replaces. */
  correction(
    eventId: string,
    replacement: PushedRequest,
    given: Partial<ContentOf<'REVERSAL'>> = {},
  ): PushedRequest {
    const { payload, effectiveDate, fingerprint } = this.reversal(eventId, given)
    const reversal = { payload: payload as ContentOf<'REVERSAL'>, effectiveDate, fingerprint }
    return { ...replacement, customerName: null, reversal }
  }

  /** Repayments of 1.01, 1.02, … of principal: none equal to another. */
  repayments(count: number, given: Partial<ContentOf<'REPAYMENT'>> = {}): PushedRequest[] {
    return Array.from({ length: count }, (_, place) =>
      this.repayment({ principal: String(101 + place), ...given }, { idempotencyKey: null }),
    )
  }

  /** The request that stages an event of a story, as test/support/loan-events has made it. */
  of(event: LoanEvent): PushedRequest {
    return this.#request(event as Said<LoanEventKind>, {})
  }

  #request(
    { kind, payload, effectiveDate }: Said<LoanEventKind>,
    extras: StageExtras,
  ): PushedRequest {
    const content = canonicalContent(kind, this.ref.loanId, payload)
    return {
      ...this.ref,
      home: 'PUSH',
      kind,
      payload,
      effectiveDate,
      fingerprint: hash(content),
      idempotencyKey: null,
      sentBy: 'test',
      customerName: 'Amani',
      ...extras,
    }
  }
}

function hash(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}

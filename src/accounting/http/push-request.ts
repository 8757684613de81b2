import { LosslessNumber, stringify } from 'lossless-json'

import type { MinorUnits } from '../../domain/values/money'
import { PUSH_NAMES } from '../../domain/events/kinds'
import type { PushedKind } from '../../domain/events/kinds'
import type { RepaymentPayload } from '../../domain/events/payloads'
import type { LoanEvent, PushedStreamEvent } from '../../domain/events/stream-event'
import { formatMinor, minorOf } from '../../domain/values/money'
import type { StepRefusal } from '../../contract/step-results'
import type { Party, Words } from './party'

export interface PushRequest {
  path: string
  /** JSON; amounts are numbers in major units with the currency's exact decimals. */
  body: string
}

/** Why an event cannot be told. */
export interface Unsayable {
  unsayable: StepRefusal
}

/** The event as the push contract has it, or why it cannot be said so. */
export function pushRequest(
  loanId: string,
  event: PushedStreamEvent,
  { customerName, targetId, words }: Party,
): PushRequest | Unsayable {
  if (event.kind === 'REVERSAL') {
    if (targetId === null) {
      return unsayable('The event to reverse was never posted to the external Accounting.')
    }
    const { reversalDate, cascade } = event.payload
    const { reason } = words
    return requestOf(event.kind, { loanId, eventId: targetId, reason, reversalDate, cascade })
  }
  if (customerName === null) return unsayable('The customer of the event is not known.')
  const { customerId } = event.payload
  return requestOf(event.kind, { customerId, customerName, loanId, ...fieldsOf(event, words) })
}

function requestOf(kind: PushedKind, fields: object): PushRequest {
  const body = stringify(fields)
  if (body === undefined) throw new Error('An object is always JSON.')
  return { path: PUSH_NAMES[kind], body }
}

function fieldsOf(event: LoanEvent, words: Words): object {
  const { exponent } = event.payload
  switch (event.kind) {
    case 'DISBURSEMENT': {
      const { amount, adminFee, vat, date } = event.payload
      return {
        loanAmount: major(amount, exponent),
        adminFee: major(adminFee, exponent),
        vatOnAdminFee: major(vat, exponent),
        disbursementDate: date,
      }
    }
    case 'REVENUE_REPORT':
      return {
        revenueMonth: event.payload.month,
        revenueAmount: major(event.payload.amount, exponent),
      }
    case 'REPAYMENT':
      return {
        repaymentPrincipal: major(event.payload.principal, exponent),
        repaymentInterest: major(event.payload.interest, exponent),
        repaymentDate: event.payload.date,
        ...feeOf(event.payload, words),
      }
    case 'EARLY_SETTLEMENT':
      return {
        repaymentEarlySettlementPrincipal: major(event.payload.principal, exponent),
        repaymentEarlySettlementInterest: major(event.payload.interest, exponent),
        repaymentEarlySettlementDate: event.payload.date,
        ...feeOf(event.payload, words),
      }
    case 'CREDIT_REFUND':
      return {
        refundAmount: major(event.payload.amount, exponent),
        refundDate: event.payload.date,
      }
    case 'WRITE_OFF':
      return { writeOffDate: event.payload.date }
  }
}

function feeOf({ fee, exponent }: RepaymentPayload, { feeName }: Words): object {
  return { feeAmount: major(fee, exponent), feeName }
}

function major(minor: MinorUnits, exponent: number): LosslessNumber {
  return new LosslessNumber(formatMinor(minorOf(minor), exponent))
}

export function unsayable(message: string): Unsayable {
  return { unsayable: { code: 'ACCOUNTING_UNSAYABLE', message } }
}

import { lastDayOfMonth } from '../../src/domain/values/calendar'
import type { PushedKind } from '../../src/domain/events/kinds'
import type { PushedStreamEvent } from '../../src/domain/events/stream-event'
import { minorOf } from './answers'

/** One request to the push API, as it is sent and sent again. */
export interface Request {
  kind: PushedKind
  body: Readonly<Record<string, unknown>>
  key: string | null
  /** The code under which the request alone, whatever the stream says, is refused. */
  invalid: 'VALIDATION_FAILED' | 'DATE_IN_FUTURE' | null
}

/** A request that was taken: its place in the stream of its loan. */
export interface StreamItem {
  request: Request
  event: PushedStreamEvent
  /** The code under which it was seen to have failed. */
  seenCode?: string | null
}

const RECEIPT_FIELDS = { REPAYMENT: 'repayment', EARLY_SETTLEMENT: 'repaymentEarlySettlement' }

/** What makes two requests the same event; the date of a reversal counts only as it was asked. */
export function printOf({ kind, body }: Pick<Request, 'kind' | 'body'>): string {
  return JSON.stringify([kind, contentOf(kind, body)])
}

function contentOf(kind: PushedKind, body: Request['body']): unknown[] {
  const amount = (field: string) => minorOf(body[field] ?? 0).toString()
  switch (kind) {
    case 'DISBURSEMENT':
      return [body.customerId, amount('loanAmount'), amount('adminFee'), body.disbursementDate]
    case 'REVENUE_REPORT':
      return [body.customerId, body.revenueMonth, amount('revenueAmount')]
    case 'CREDIT_REFUND':
      return [body.customerId, amount('refundAmount'), body.refundDate]
    case 'WRITE_OFF':
      return [body.customerId, body.writeOffDate]
    case 'REVERSAL':
      return [body.eventId, body.reason, body.cascade ?? false]
    default: {
      const prefix = RECEIPT_FIELDS[kind]
      const paid = [amount(`${prefix}Principal`), amount(`${prefix}Interest`), amount('feeAmount')]
      return [body.customerId, ...paid, body.feeName, body[`${prefix}Date`]]
    }
  }
}

/** The event that the stream holds once the request is taken. */
export function eventOf(
  request: Request,
  eventId: string,
  seq: number,
  today: string,
): PushedStreamEvent {
  const { kind, body } = request
  const text = (field: string) => String(body[field])
  const amount = (field: string) => minorOf(body[field] ?? 0).toString()
  const context = { today, exponent: 2, closedThrough: null, accounts: {} }
  const common = { ...context, customerId: text('customerId') }
  switch (kind) {
    case 'DISBURSEMENT': {
      const date = text('disbursementDate')
      const [fee, rate] = [minorOf(body.adminFee), '0.18']
      const payload = {
        ...{ ...common, amount: amount('loanAmount'), adminFee: fee.toString(), date },
        ...{ vat: vatOf(fee).toString(), vatRate: rate, vatGiven: null },
      }
      return { eventId, seq, kind, effectiveDate: date, payload }
    }
    case 'REVENUE_REPORT': {
      const month = text('revenueMonth')
      const payload = { ...common, month, amount: amount('revenueAmount') }
      return { eventId, seq, kind, effectiveDate: lastDayOfMonth(month), payload }
    }
    case 'CREDIT_REFUND': {
      const date = text('refundDate')
      const payload = { ...common, amount: amount('refundAmount'), date }
      return { eventId, seq, kind, effectiveDate: date, payload }
    }
    case 'WRITE_OFF': {
      const date = text('writeOffDate')
      return { eventId, seq, kind, effectiveDate: date, payload: { ...common, date } }
    }
    case 'REVERSAL': {
      const date = askedDate(request) ?? today
      const asked = { eventId: text('eventId'), reason: text('reason'), reversalDate: date }
      const payload = { ...context, ...asked, cascade: body.cascade === true }
      return { eventId, seq, kind, effectiveDate: date, payload }
    }
    default: {
      const prefix = RECEIPT_FIELDS[kind]
      const date = text(`${prefix}Date`)
      const [principal, interest] = [amount(`${prefix}Principal`), amount(`${prefix}Interest`)]
      const fee = { fee: amount('feeAmount'), feeName: text('feeName') }
      const payload = { ...common, principal, interest, ...fee, date }
      return { eventId, seq, kind, effectiveDate: date, payload }
    }
  }
}

export function askedDate({ body }: Request): string | null {
  return typeof body.reversalDate === 'string' ? body.reversalDate : null
}

/** 18 %, half of a minor unit to the even one. */
export function vatOf(fee: bigint): bigint {
  const [whole, rest] = [(fee * 18n) / 100n, (fee * 18n) % 100n]
  const isUp = rest > 50n || (rest === 50n && whole % 2n === 1n)
  return isUp ? whole + 1n : whole
}

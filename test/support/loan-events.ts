import { lastDayOfMonth } from '../../src/domain/values/calendar'
import type { ContentOf, PushedContentOf } from '../../src/domain/events/details'
import type { PushedKind } from '../../src/domain/events/kinds'
import type {
  CreditRefundPayload,
  DisbursementPayload,
  RevenueReportPayload,
  WriteOffPayload,
} from '../../src/domain/events/payloads'
import type { StagedContext } from '../../src/domain/events/staged-context'
import type { PushedEventOf } from '../../src/domain/events/stream-event'

/** Events as they are sent, with the words that the stream keeps apart. */
export type Said<Kind extends PushedKind> = {
  [K in Kind]: Omit<PushedEventOf<K>, 'payload'> & { payload: PushedContentOf<K> }
}[Kind]

type Receipt = ContentOf<'REPAYMENT'>

const CONTEXT: StagedContext = {
  today: '2025-12-31',
  exponent: 2,
  closedThrough: null,
  accounts: {},
}

export function eventIdOf(seq: number): string {
  return `00000000-0000-7000-8000-${String(seq).padStart(12, '0')}`
}

/** 25000.00 lent on 2025-01-15 without a fee, where nothing else is said. */
export function disbursement(
  seq: number,
  given: Partial<DisbursementPayload> = {},
): Said<'DISBURSEMENT'> {
  const payload = {
    ...CONTEXT,
    customerId: 'C-1',
    amount: '2500000',
    adminFee: '0',
    vat: '0',
    vatRate: '0.18',
    vatGiven: null,
    date: '2025-01-15',
    ...given,
  }
  return {
    eventId: eventIdOf(seq),
    seq,
    kind: 'DISBURSEMENT',
    effectiveDate: payload.date,
    payload,
  }
}

/** 1000.00 of interest for January 2025, where nothing else is said. */
export function revenueReport(
  seq: number,
  given: Partial<RevenueReportPayload> = {},
): Said<'REVENUE_REPORT'> {
  const payload = { ...CONTEXT, customerId: 'C-1', month: '2025-01', amount: '100000', ...given }
  const effectiveDate = lastDayOfMonth(payload.month)
  return { eventId: eventIdOf(seq), seq, kind: 'REVENUE_REPORT', effectiveDate, payload }
}

/** Nothing paid on 2025-02-15, where nothing else is said. */
export function repayment(seq: number, given: Partial<Receipt>): Said<'REPAYMENT'> {
  const payload = receipt(given)
  return { eventId: eventIdOf(seq), seq, kind: 'REPAYMENT', effectiveDate: payload.date, payload }
}

/** Nothing paid on 2025-02-15, where nothing else is said. */
export function earlySettlement(seq: number, given: Partial<Receipt>): Said<'EARLY_SETTLEMENT'> {
  const payload = receipt(given)
  const effectiveDate = payload.date
  return { eventId: eventIdOf(seq), seq, kind: 'EARLY_SETTLEMENT', effectiveDate, payload }
}

/** 1.00 of credit paid out on 2025-03-15, where nothing else is said. */
export function creditRefund(
  seq: number,
  given: Partial<CreditRefundPayload> = {},
): PushedEventOf<'CREDIT_REFUND'> {
  const payload = { ...CONTEXT, customerId: 'C-1', amount: '100', date: '2025-03-15', ...given }
  const effectiveDate = payload.date
  return { eventId: eventIdOf(seq), seq, kind: 'CREDIT_REFUND', effectiveDate, payload }
}

/** All given up on 2025-04-15, where nothing else is said. */
export function writeOff(
  seq: number,
  given: Partial<WriteOffPayload> = {},
): PushedEventOf<'WRITE_OFF'> {
  const payload = { ...CONTEXT, customerId: 'C-1', date: '2025-04-15', ...given }
  return { eventId: eventIdOf(seq), seq, kind: 'WRITE_OFF', effectiveDate: payload.date, payload }
}

/** The reversal of an event on 2025-12-31, where nothing else is said. */
export function reversal(
  seq: number,
  eventId: string,
  given: Partial<ContentOf<'REVERSAL'>> = {},
): Said<'REVERSAL'> {
  const payload = {
    ...CONTEXT,
    eventId,
    reason: 'sent by mistake',
    reversalDate: '2025-12-31',
    cascade: false,
    ...given,
  }
  const effectiveDate = payload.reversalDate
  return { eventId: eventIdOf(seq), seq, kind: 'REVERSAL', effectiveDate, payload }
}

function receipt(given: Partial<Receipt>): Receipt {
  return {
    ...CONTEXT,
    customerId: 'C-1',
    principal: '0',
    interest: '0',
    fee: '0',
    feeName: '',
    date: '2025-02-15',
    ...given,
  }
}

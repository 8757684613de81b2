import { addDays, addMonths, monthOf } from '../../src/domain/values/calendar'
import type { LoanPosition } from '../../src/domain/pushed/position'
import { majorOf } from './answers'
import { vatOf } from './request'
import type { Request, StreamItem } from './request'
import type { Amount } from './amount'
import type { Deed } from './scenario'

/** What a client of one loan knows when it writes a request. */
export interface Desk {
  loanId: string
  today: string
  /** Where the loan will stand when it has taken all that was sent. */
  position: LoanPosition
  stream: readonly StreamItem[]
  /** Everything that was sent, in order. */
  sent: readonly Request[]
  freshKey(): string
}

const YEAR_START = '2025-01-01'
/** This many months lie in the year and behind it; the next one is the current month. */
const PAST_MONTHS = 13

/** The requests of a deed; none where there is nothing yet that it could be about. */
export function writeRequests(deed: Deed, keyed: boolean, desk: Desk): Request[] {
  const key = keyed ? desk.freshKey() : null
  switch (deed.do) {
    case 'DISBURSE':
    case 'REPORT':
    case 'RECEIVE':
    case 'SETTLE':
    case 'REFUND':
    case 'GIVE_UP':
      return [written(deed, key, desk)]
    case 'BLUNDER':
      return [blunder(deed.which, key, desk)]
    case 'REPEAT':
      return [chosen(desk.sent, deed.which)].flatMap((request) => request ?? [])
    case 'REUSE_KEY': {
      const used = chosen(
        desk.sent.filter((request) => request.key !== null),
        deed.which,
      )
      return used === undefined ? [] : [{ ...report(desk, 1, 5, 12_345n), key: used.key }]
    }
    case 'REVERSE': {
      const target = chosen(desk.stream, deed.which)
      return target === undefined ? [] : [reversal(desk, target, deed, key)]
    }
    case 'CORRECT':
      return correction(deed.which, key, desk)
  }
}

type Event = Extract<
  Deed,
  { do: 'DISBURSE' | 'REPORT' | 'RECEIVE' | 'SETTLE' | 'REFUND' | 'GIVE_UP' }
>

function written(deed: Event, key: string | null, desk: Desk): Request {
  const { position } = desk
  switch (deed.do) {
    case 'DISBURSE': {
      const fee = (deed.amount * BigInt(deed.feePercent)) / 100n
      const body = {
        ...party(desk, deed.customer),
        loanAmount: majorOf(deed.amount),
        adminFee: majorOf(fee),
        disbursementDate: addDays(YEAR_START, deed.day),
      }
      const invalid = fee + vatOf(fee) > deed.amount ? 'VALIDATION_FAILED' : null
      return { kind: 'DISBURSEMENT', body, key, invalid }
    }
    case 'REPORT': {
      const amount = resolve(deed.amount, position.creditBalance)
      return { ...report(desk, deed.customer, deed.month, amount), key }
    }
    case 'REFUND': {
      const refundAmount = resolve(deed.amount, position.creditBalance)
      const body = {
        ...party(desk, deed.customer),
        refundAmount: majorOf(refundAmount),
        refundDate: addDays(YEAR_START, deed.day),
      }
      const invalid = refundAmount > 0n ? null : 'VALIDATION_FAILED'
      return { kind: 'CREDIT_REFUND', body, key, invalid }
    }
    case 'GIVE_UP': {
      const body = {
        ...party(desk, deed.customer),
        writeOffDate: addDays(YEAR_START, deed.day),
      }
      return { kind: 'WRITE_OFF', body, key, invalid: null }
    }
    default: {
      const principal = resolve(deed.principal, position.principalOutstanding)
      const interest = resolve(deed.interest, position.interestOutstanding)
      const isSettlement = deed.do === 'SETTLE'
      const prefix = isSettlement ? 'repaymentEarlySettlement' : 'repayment'
      const body = {
        ...party(desk, deed.customer),
        [`${prefix}Principal`]: majorOf(principal),
        [`${prefix}Interest`]: majorOf(interest),
        [`${prefix}Date`]: addDays(YEAR_START, deed.day),
        feeAmount: majorOf(deed.fee),
        feeName: deed.fee > 0n ? 'Late fee' : '',
      }
      const invalid = principal + interest === 0n ? 'VALIDATION_FAILED' : null
      return { kind: isSettlement ? 'EARLY_SETTLEMENT' : 'REPAYMENT', body, key, invalid }
    }
  }
}

function report(desk: Desk, customer: number, months: number, amount: bigint): Request {
  const revenueMonth =
    months < PAST_MONTHS ? monthOf(addMonths(YEAR_START, months)) : monthOf(desk.today)
  const body = { ...party(desk, customer), revenueMonth, revenueAmount: majorOf(amount) }
  return {
    kind: 'REVENUE_REPORT',
    body,
    key: null,
    invalid: amount > 0n ? null : 'VALIDATION_FAILED',
  }
}

function blunder(which: number, key: string | null, desk: Desk): Request {
  const right = { ...report(desk, 1, 3, 10_000n), key }
  const wrong: [Record<string, unknown>, Request['invalid']][] = [
    [{ revenueAmount: '-1.00' }, 'VALIDATION_FAILED'],
    [{ revenueAmount: '1.001' }, 'VALIDATION_FAILED'],
    [{ customerId: ' ' }, 'VALIDATION_FAILED'],
    [{ revenueMonth: '2025-13' }, 'VALIDATION_FAILED'],
    [{ revenueMonth: '9998-01' }, 'DATE_IN_FUTURE'],
  ]
  const [change, invalid] = chosen(wrong, which) ?? [{}, null]
  return { ...right, body: { ...right.body, ...change }, invalid }
}

function reversal(
  desk: Desk,
  { event }: StreamItem,
  { cascade, date }: Pick<Extract<Deed, { do: 'REVERSE' }>, 'cascade' | 'date'>,
  key: string | null,
): Request {
  const earliest = event.effectiveDate < desk.today ? event.effectiveDate : desk.today
  const dates = {
    TODAY: {},
    OWN: { reversalDate: earliest },
    TOO_EARLY: { reversalDate: addDays(earliest, -1) },
  }
  const body = {
    loanId: desk.loanId,
    eventId: event.eventId,
    reason: 'Sent by mistake',
    cascade,
    ...dates[date],
  }
  return { kind: 'REVERSAL', body, key, invalid: null }
}

/** A reversal and, right behind it, the event again with another amount. */
function correction(which: number, key: string | null, desk: Desk): Request[] {
  const correctable = desk.stream.filter(({ request }) => request.kind !== 'REVERSAL')
  const target = chosen(correctable, which)
  if (target === undefined) return []
  const { request } = target
  const amounts = {
    DISBURSEMENT: { loanAmount: '8765.43', adminFee: '0.00', customerId: 'C-2' },
    REVENUE_REPORT: { revenueAmount: '76.54' },
    REPAYMENT: { repaymentPrincipal: '65.43' },
    EARLY_SETTLEMENT: { repaymentEarlySettlementInterest: '54.32' },
    CREDIT_REFUND: { refundAmount: '0.32' },
    WRITE_OFF: { writeOffDate: desk.today },
    REVERSAL: {},
  }
  const body = { ...request.body, ...amounts[request.kind] }
  return [
    reversal(desk, target, { cascade: true, date: 'TODAY' }, key),
    { ...request, body, key: key === null ? null : desk.freshKey(), invalid: null },
  ]
}

function party(desk: Desk, customer: number) {
  return { customerId: `C-${customer}`, customerName: 'Amani', loanId: desk.loanId }
}

function resolve(chosenAmount: Amount, open: bigint): bigint {
  const minor = 'minor' in chosenAmount ? chosenAmount.minor : open + BigInt(chosenAmount.ofOpen)
  return minor < 0n ? 0n : minor
}

function chosen<Item>(items: readonly Item[], which: number): Item | undefined {
  return items[which % Math.max(1, items.length)]
}

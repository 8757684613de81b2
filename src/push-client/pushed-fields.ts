import { isLosslessNumber } from 'lossless-json'

import { kindOfPushName } from '../domain/events/kinds'
import type { PushedKind } from '../domain/events/kinds'
import { canonicalAmount } from '../domain/values/money'

/** How a field counts when two events are compared. */
type Counts =
  /** By the number it is, however it is spelled. */
  | 'amount'
  /** The same, and none is 0. */
  | 'amountOrZero'
  | 'text'
  /** As text; none is the empty one. */
  | 'textOrEmpty'
  /** As text in Unicode NFC. */
  | 'id'
  /** In any case. */
  | 'uuid'
  /** None is false. */
  | 'flag'
  /** Not at all: it does not make it another event. */
  | 'aside'

const PARTY = { customerId: 'id', customerName: 'aside', loanId: 'id' } as const
const FEE = { feeAmount: 'amountOrZero', feeName: 'textOrEmpty' } as const

/** The fields of each kind of event as the push API names them. */
export const PUSHED_FIELDS: Readonly<Record<PushedKind, Readonly<Record<string, Counts>>>> = {
  DISBURSEMENT: {
    ...PARTY,
    loanAmount: 'amount',
    adminFee: 'amount',
    vatOnAdminFee: 'aside',
    disbursementDate: 'text',
  },
  REVENUE_REPORT: { ...PARTY, revenueMonth: 'text', revenueAmount: 'amount' },
  REPAYMENT: {
    ...PARTY,
    repaymentPrincipal: 'amount',
    repaymentInterest: 'amount',
    repaymentDate: 'text',
    ...FEE,
  },
  EARLY_SETTLEMENT: {
    ...PARTY,
    repaymentEarlySettlementPrincipal: 'amount',
    repaymentEarlySettlementInterest: 'amount',
    repaymentEarlySettlementDate: 'text',
    ...FEE,
  },
  CREDIT_REFUND: { ...PARTY, refundAmount: 'amount', refundDate: 'text' },
  WRITE_OFF: { ...PARTY, writeOffDate: 'text' },
  REVERSAL: {
    loanId: 'id',
    eventId: 'uuid',
    reason: 'text',
    reversalDate: 'textOrEmpty',
    cascade: 'flag',
  },
}

/**
 * What an event of a batch says, as one text: two say the same exactly where the API takes them for
 * equal, whatever the currency. Of a type that the API does not know, everything counts.
 */
export function pushedContent(event: Readonly<Record<string, unknown>>): string {
  const { type } = event
  const kind = kindOfPushName(type)
  const fields = kind === undefined ? everything(event) : PUSHED_FIELDS[kind]
  const counted = Object.entries(fields).flatMap(([name, counts]) =>
    counts === 'aside' ? [] : [[name, canonical(counts, event[name])]],
  )
  return JSON.stringify([type ?? null, ...counted])
}

function everything(event: Readonly<Record<string, unknown>>): Record<string, Counts> {
  const names = Object.keys(event).filter((name) => name !== 'key' && name !== 'type')
  return Object.fromEntries(names.sort().map((name) => [name, 'text']))
}

function canonical(counts: Counts, value: unknown): unknown {
  if (value === undefined || value === null) return NONE[counts] ?? null
  const text = textOf(value)
  switch (counts) {
    case 'amount':
    case 'amountOrZero':
      return canonicalAmount(text) ?? text
    case 'id':
      return text.normalize('NFC')
    case 'uuid':
      return text.toLowerCase()
    default:
      return text
  }
}

const NONE: Partial<Record<Counts, string>> = { amountOrZero: '0', textOrEmpty: '', flag: 'false' }

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (isLosslessNumber(value)) return value.value
  return JSON.stringify(value) ?? ''
}

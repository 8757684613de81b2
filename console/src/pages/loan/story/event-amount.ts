import { LosslessNumber } from 'lossless-json'

import { formatMinor } from '../../../../../src/domain/values/money'
import type { Amount } from '../../../parts/money/amount'
import type { Chapter } from './chapters'

const MINOR = /^\d+$/

/** What of a payload are digits of minor units. */
export const MONEY_FIELDS = [
  'amount',
  'principal',
  'interest',
  'fee',
  'adminFee',
  'vat',
  'vatGiven',
] as const

/** What an event is about in money: as it was taken, else as it was sent; undefined where it has none. */
export function amountOf({ event, transactions }: Chapter, exponent: number): Amount | undefined {
  const own = transactions.findLast((one) => one.eventId === event.eventId && one.undoes === null)
  if (own?.refusal === null) return own.amount
  const payload = payloadOf(event.payload)
  const parts =
    'amount' in payload
      ? [payload['amount']]
      : [payload['principal'], payload['interest'], payload['fee']]
  const minors = parts.filter(isMinor).map(BigInt)
  if (minors.length === 0) return undefined
  return major(
    minors.reduce((sum, minor) => sum + minor, 0n),
    exponent,
  )
}

export interface SentField {
  field: string
  amount?: Amount
  text?: string
}

/** The fields of a payload; amounts as amounts. */
export function sentFields(payload: unknown, exponent: number): readonly SentField[] {
  return Object.entries(payloadOf(payload)).flatMap(([field, value]): SentField[] => {
    if (value === null || value === undefined) return []
    const isMoney = MONEY_FIELDS.some((name) => name === field)
    if (isMoney && isMinor(value)) {
      return [{ field, amount: major(BigInt(value), exponent) }]
    }
    return [{ field, text: typeof value === 'string' ? value : JSON.stringify(value) }]
  })
}

function isMinor(value: unknown): value is string {
  return typeof value === 'string' && MINOR.test(value)
}

function payloadOf(payload: unknown): Record<string, unknown> {
  return typeof payload === 'object' && payload !== null ? { ...payload } : {}
}

function major(minor: bigint, exponent: number): Amount {
  return new LosslessNumber(formatMinor(minor, exponent))
}

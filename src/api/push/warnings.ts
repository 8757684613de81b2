import { addDays } from '../../domain/values/calendar'
import { formatMinor } from '../../domain/values/money'
import type { EventContent } from '../../domain/events/details'

export const EQUAL_TO_REVERSED =
  'It is equal to an event that was reversed; it was taken as a new event.'

/** What a sender should know of an event that is taken all the same. */
export function warningsOf(content: EventContent, effectiveDate: string): string[] {
  return [...vatDiffers(content), ...booksClosed(content, effectiveDate)]
}

function vatDiffers({ kind, payload }: EventContent): string[] {
  if (kind !== 'DISBURSEMENT' || payload.vatGiven === null || payload.vatGiven === payload.vat) {
    return []
  }
  const [given, own] = [payload.vatGiven, payload.vat].map((minor) =>
    formatMinor(BigInt(minor), payload.exponent),
  )
  return [
    `vatOnAdminFee is ${given}, but the VAT on adminFee at the rate ${payload.vatRate} is ${own}: ${own} is booked.`,
  ]
}

function booksClosed({ payload: { closedThrough } }: EventContent, date: string): string[] {
  if (closedThrough === null || date > closedThrough) return []
  return [
    `The books are closed through ${closedThrough}: what would be dated until then is dated ${addDays(closedThrough, 1)}.`,
  ]
}

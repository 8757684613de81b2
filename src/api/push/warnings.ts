import { addDays, laterOf } from '../../domain/values/calendar'
import { formatMinor } from '../../domain/values/money'
import type { EventContent } from '../../domain/events/details'
import type { EventView } from '../../views/event-view'
import type { StageOutcome, StageWarning } from '../../stream/stage-request'

const STAGE_WARNINGS = {
  EQUAL_TO_REVERSED: 'It is equal to an event that was reversed; it was taken as a new event.',
  CUSTOMER_RENAMED:
    'CUSTOMER_RENAMED: the customer had another name before; this one stands now, the earlier one is kept.',
} as const satisfies Record<StageWarning, string>

/** What the stream says of an event that it took. */
export function stageWarnings(outcome: StageOutcome): string[] {
  if (outcome.status !== 'STAGED') return []
  return outcome.warnings.map((warning) => STAGE_WARNINGS[warning])
}

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

/**
 * Entries that wait for the day on which they can stand: money for what is not open yet, a reversal
 * behind a later one.
 */
export function bookedLater({ event, journalEntries }: EventView): string[] {
  const { content, effectiveDate, eventId } = event
  const { closedThrough } = content.payload
  const open = closedThrough === null ? '' : addDays(closedThrough, 1)
  const from = content.kind === 'REVERSAL' ? laterOf(open, effectiveDate) : open
  const days = journalEntries
    .filter(({ causedBy, date, valueDate }) => {
      return causedBy === eventId && date > laterOf(valueDate, from)
    })
    .map(({ date }) => date)
  if (days.length === 0) return []
  const list = [...new Set(days)].sort().join(', ')
  return [`What cannot stand in the books on its own day is booked later: ${list}.`]
}

import type { LedgerChange } from '../domain/posting/ledger-change'

/**
 * A change as `ledger_post` reads it: amounts are decimal digits.
 * @param cause the reversal that causes it all; null where each event causes its own
 */
export function changeRows(
  change: LedgerChange,
  cause: string | null,
  generations: ReadonlyMap<string, number>,
): Record<string, unknown> {
  const { entries, invoices, allocations, credits, counters } = change
  return {
    ...counters,
    entries: entries.map(({ no, eventId, date, valueDate, description, reverses }) => ({
      no,
      event_id: eventId,
      caused_by: cause ?? eventId,
      generation: generations.get(cause ?? eventId) ?? 1,
      date,
      value_date: valueDate,
      description,
      reverses,
    })),
    lines: entries.flatMap(({ no, lines }) =>
      lines.map(({ account, amount }, index) => ({
        entry_no: no,
        line_no: index + 1,
        account,
        amount: amount.toString(),
      })),
    ),
    invoices: invoices.map(({ no, eventId, type, date, amount, lines }) => ({
      no,
      event_id: eventId,
      type,
      date,
      amount: amount.toString(),
      lines: lines.map((line) => ({ ...line, amount: line.amount.toString() })),
    })),
    cancelled: change.cancelled,
    allocations: allocations.map(
      ({ no, invoiceNo, eventId, causedBy, source, date, amount, reverses }) => ({
        no,
        invoice_no: invoiceNo,
        event_id: eventId,
        caused_by: causedBy,
        source,
        date,
        amount: amount.toString(),
        reverses,
      }),
    ),
    credits: credits.map(({ eventId, seq, date, amountDelta, openDelta }) => ({
      event_id: eventId,
      seq,
      date,
      amount_delta: amountDelta.toString(),
      open_delta: openDelta.toString(),
    })),
  }
}

import { chain } from './hash-chain'
import type { ChangeRows } from './ledger-post-argument'
import type { LedgerWrite } from './ledger-write'

/** A write's change as `ledger_post` reads it: amounts are decimal digits. */
export function changeRows(write: LedgerWrite): ChangeRows {
  const { invoices, allocations, credits, counters, cancelled } = write.change
  const entries = chain(write.chainHead, write.loan, write.change.entries)
  return {
    ...counters,
    chainHead: entries.at(-1)?.hash ?? write.chainHead,
    entries: entries.map((entry) => ({
      no: entry.no,
      event_id: entry.eventId,
      caused_by: entry.causedBy,
      generation: write.generations.get(entry.causedBy) ?? 1,
      date: entry.date,
      value_date: entry.valueDate,
      part: entry.part,
      description: entry.description,
      reverses: entry.reverses,
      hash: entry.hash,
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
    cancelled,
    allocations: allocations.map(
      ({ no, invoiceNo, eventId, causedBy, source, entryNo, date, amount, reverses }) => ({
        no,
        invoice_no: invoiceNo,
        event_id: eventId,
        caused_by: causedBy,
        source,
        entry_no: entryNo,
        date,
        amount: amount.toString(),
        reverses,
      }),
    ),
    credits: credits.map(({ eventId, kind, seq, date, amountDelta, openDelta }) => ({
      event_id: eventId,
      kind,
      seq,
      date,
      amount_delta: amountDelta.toString(),
      open_delta: openDelta.toString(),
    })),
  }
}

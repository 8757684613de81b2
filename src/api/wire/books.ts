import type { InvoiceView, JournalEntryView } from '../../views/books-view'
import { wireAmount } from './amount'
import type { WireInvoice, WireJournalEntry } from './books-schemas'

export function wireInvoice(invoice: InvoiceView, exponent: number): WireInvoice {
  const money = <T extends { amount: bigint }>(part: T) => ({
    ...part,
    amount: wireAmount(part.amount, exponent),
  })
  return {
    ...money(invoice),
    open: wireAmount(invoice.open, exponent),
    lines: invoice.lines.map(money),
    allocations: invoice.allocations.map(money),
  }
}

export function wireJournalEntry(
  { valueDate: _, lines, ...entry }: JournalEntryView,
  exponent: number,
): WireJournalEntry {
  return {
    ...entry,
    lines: lines.map(({ account, debit, credit }) => ({
      account,
      debit: wireAmount(debit, exponent),
      credit: wireAmount(credit, exponent),
    })),
  }
}

import type { Allocation, Invoice, Prisma } from '../generated/prisma/client'
import type { InvoiceLineView, InvoiceView } from './books-view'
import { civilDate } from './civil-date'

/** What of an invoice is shown. */
export type InvoiceRow = Pick<
  Invoice,
  'no' | 'type' | 'date' | 'amount' | 'open' | 'status' | 'lines'
> & {
  allocations: Pick<Allocation, 'no' | 'eventId' | 'date' | 'amount' | 'reverses'>[]
}

export function toInvoiceView(loanId: string, invoice: InvoiceRow): InvoiceView {
  const undone = new Set(invoice.allocations.map(({ reverses }) => reverses))
  return {
    number: `${loanId}-${invoice.no}`,
    type: invoice.type as InvoiceView['type'],
    date: civilDate(invoice.date),
    amount: invoice.amount,
    open: invoice.open,
    status: invoice.status as InvoiceView['status'],
    lines: linesOf(invoice.lines),
    allocations: invoice.allocations
      .filter(({ no, reverses }) => reverses === null && !undone.has(no))
      .map(({ eventId, date, amount }) => ({ eventId, date: civilDate(date), amount })),
  }
}

/** The column holds amounts as text of minor units. */
function linesOf(lines: Prisma.JsonValue): InvoiceLineView[] {
  const written = lines as { description: string; account: string; amount: string }[]
  return written.map((line) => ({ ...line, amount: BigInt(line.amount) }))
}

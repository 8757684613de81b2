import type { InvoiceRow } from './invoices'

/** Rows as JSON has them: amounts as decimal digits, days and instants as text. */
export type Written<Row> = {
  [Field in keyof Row]: [Extract<Row[Field], bigint | Date>] extends [never]
    ? Row[Field] extends readonly (infer Part extends object)[]
      ? Written<Part>[]
      : Row[Field]
    : string | Exclude<Row[Field], bigint | Date>
}

/** An allocation `a` as JSON. */
export const ALLOCATION = `jsonb_build_object('no', a.no, 'eventId', a.event_id, 'date', a.date,
                                       'amount', a.amount::text, 'reverses', a.reverses)`

/** All allocations to the invoice `i`, as JSON; null where there are none. */
export const ITS_ALLOCATIONS = `(
  SELECT jsonb_agg(${ALLOCATION} ORDER BY a.no)
  FROM allocation a WHERE a.stream_id = i.stream_id AND a.invoice_no = i.no)`

/** Invoices `i` in order, as a JSON array of written `InvoiceRow`s; null where there are none. */
export const invoicesWith = (allocations: string): string => `
  jsonb_agg(jsonb_build_object(
      'no', i.no, 'type', i.type, 'date', i.date, 'amount', i.amount::text, 'open', i.open::text,
      'status', i.status, 'lines', i.lines, 'allocations', coalesce(${allocations}, '[]'))
    ORDER BY i.no)`

export function readInvoice(invoice: Written<InvoiceRow>): InvoiceRow {
  return {
    ...invoice,
    date: new Date(invoice.date),
    amount: BigInt(invoice.amount),
    open: BigInt(invoice.open),
    allocations: invoice.allocations.map((allocation) => ({
      ...allocation,
      date: new Date(allocation.date),
      amount: BigInt(allocation.amount),
    })),
  }
}

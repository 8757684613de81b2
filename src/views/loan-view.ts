import type { Prisma } from '../generated/prisma/client'
import type { LoanStatus } from '../domain/pushed/position'
import type { Database } from '../platform/database'
import type { InvoiceView } from './books-view'
import { toEventRecord } from './event-record'
import type { EventRecord } from './event-record'
import { invoiceParts, toInvoiceView } from './invoices'

export interface LoanView {
  loanId: string
  customerId: string | null
  customerName: string | null
  status: LoanStatus
  principalOutstanding: bigint
  interestOutstanding: bigint
  creditBalance: bigint
  invoices: InvoiceView[]
  /** In the order of their sequence. */
  events: EventRecord[]
}

/** A loan of a business with its invoices and events, all as of one moment; null if unknown. */
export function findLoan(
  { prisma }: Database,
  businessId: string,
  loanId: string,
): Promise<LoanView | null> {
  return prisma.$transaction((reader) => readLoan(reader, businessId, loanId), {
    isolationLevel: 'RepeatableRead',
  })
}

/** The same within a transaction that is open already. */
export async function readLoan(
  reader: Prisma.TransactionClient,
  businessId: string,
  loanId: string,
): Promise<LoanView | null> {
  const stream = await reader.loanStream.findUnique({
    where: { businessId_externalId: { businessId, externalId: loanId } },
    select: { id: true },
  })
  if (stream === null) return null
  const streamId = stream.id
  const loan = await reader.loan.findUnique({ where: { streamId } })
  const invoices = await reader.invoice.findMany({
    where: { streamId },
    include: invoiceParts,
    orderBy: { no: 'asc' },
  })
  const eventRows = await reader.loanEvent.findMany({
    where: { streamId },
    orderBy: { seq: 'asc' },
  })
  const events = eventRows.map(toEventRecord)
  const customerId = loan?.customerId ?? lastDisbursed(events)
  const customer =
    customerId === null
      ? null
      : await reader.customer.findUnique({
          where: { businessId_customerId: { businessId, customerId } },
        })
  return {
    loanId,
    customerId,
    customerName: customer?.name ?? null,
    status: (loan?.status ?? 'Approved') as LoanStatus,
    principalOutstanding: loan?.principalOutstanding ?? 0n,
    interestOutstanding: loan?.interestOutstanding ?? 0n,
    creditBalance: loan?.creditBalance ?? 0n,
    invoices: invoices.map((invoice) => toInvoiceView(loanId, invoice)),
    events,
  }
}

/** Whose loan it is to be while the LMS has not taken its disbursement, or has refused it. */
function lastDisbursed(events: EventRecord[]): string | null {
  const disbursed = events.flatMap(({ content }) =>
    content.kind === 'DISBURSEMENT' ? [content.payload.customerId] : [],
  )
  return disbursed.at(-1) ?? null
}

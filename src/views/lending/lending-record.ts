import type { EventStatus } from '../../domain/events/event-status'
import type { EventKind } from '../../domain/events/kinds'
import type { LendingFact } from '../../domain/events/lending/lending-event'
import type { CivilDate } from '../../domain/values/calendar'
import type { MinorUnits } from '../../domain/values/money'
import type { Statements } from '../../platform/statements'

/** What somebody said beside an event. */
export interface Words {
  note?: string | null
  paymentTypeId?: number | null
  receiptNumber?: string | null
  destination?: { type: string; reference: string } | null
  chargeName?: string
  chargeNames?: string[]
}

/** The columns of a loan. */
export interface LoanRow {
  status: string
  /** The customer's key. */
  customerId: string | null
  /** Null of a pushed loan. */
  productNo: number | null
  principal: MinorUnits
  approvedPrincipal: MinorUnits | null
  principalOutstanding: MinorUnits
  interestOutstanding: MinorUnits
  feesOutstanding: MinorUnits
  penaltiesOutstanding: MinorUnits
  overpaid: MinorUnits
  submittedOn: CivilDate | null
  approvedOn: CivilDate | null
  disbursedOn: CivilDate | null
  maturesOn: CivilDate | null
  closedOn: CivilDate | null
}

/** How an event was divided, as it was when it was written. */
export interface TransactionRecord {
  /** Its number. */
  id: string
  eventId: string
  part: number
  type: string
  date: CivilDate
  amount: MinorUnits
  principal: MinorUnits
  interest: MinorUnits
  fees: MinorUnits
  penalties: MinorUnits
  overpayment: MinorUnits
  /** The date of what took it back; null while it stands. */
  reversedOn: CivilDate | null
  /** The number of what stands instead. */
  replacedBy: string | null
}

export type StoredFact = Omit<LendingFact, 'judgedAmount'> & { judgedAmount: MinorUnits | null }

/** All that is stored of a loan and shown by the doors of our own LMS. */
export interface LendingRecord {
  /** The loan's number. */
  no: string
  /** Its externalId. */
  loanId: string
  home: 'PUSH' | 'LMS'
  /** Null before its first event was judged. */
  row: LoanRow | null
  customer: { no: string; name: string } | null
  productName: string | null
  /** What it is derived from, in order; none of a pushed loan. */
  facts: StoredFact[]
  /** What is not paid of the interest invoices of a pushed loan; none of one of our own. */
  openInterest: { dueOn: CivilDate; amount: MinorUnits }[]
  transactions: TransactionRecord[]
  charges: { id: string; eventId: string; index: number }[]
  /** By event. */
  words: Record<string, Words>
  /** The one that was asked for. */
  event: {
    eventId: string
    kind: EventKind
    status: EventStatus
    failure: { code: string; message: string } | null
  } | null
}

/** A loan by its number, and how an event of it stands; null where the business has none such. */
export async function findLendingRecord(
  database: Statements,
  businessId: string,
  no: string,
  eventId: string | null = null,
): Promise<LendingRecord | null> {
  const [row] = await database.query<{ record: LendingRecord }>(
    'lending_record',
    `SELECT lending_view(s.id, $3::uuid) AS record
     FROM loan_stream s WHERE s.business_id = $1 AND s.id = $2::bigint`,
    [businessId, no, eventId],
  )
  return row?.record ?? null
}

/** The same on a copy, where a loan that was made has a number that it will not have. */
export async function findRehearsedRecord(
  copy: Statements,
  businessId: string,
  eventId: string,
): Promise<LendingRecord | null> {
  const [row] = await copy.query<{ record: LendingRecord }>(
    'rehearsed_lending_record',
    `SELECT lending_view(e.stream_id, e.id) AS record
     FROM loan_event e WHERE e.business_id = $1 AND e.id = $2::uuid`,
    [businessId, eventId],
  )
  return row?.record ?? null
}

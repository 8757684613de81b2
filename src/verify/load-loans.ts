import { currencyExponent } from '../domain/values/currency'
import { fromRecord, type PositionRecord } from '../lms/position-record'
import type { Database } from '../platform/database'
import type { LoanRecord } from './loan-record'
import { LOAD_LOANS } from './load-loans-sql'

/** Small enough that a page of long loans fits in memory with ease. */
const PAGE_SIZE = 50

/** Every loan in order of its stream, of one business or of all; a page at a time. */
export async function* loadLoans(
  database: Database,
  businessId: string | null,
): AsyncGenerator<LoanRecord[]> {
  for (let after = '0'; ;) {
    const rows = await database.query<LoanRow>('verify_loans', LOAD_LOANS, [
      after,
      businessId,
      PAGE_SIZE,
    ])
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(recordOf)
    after = last.streamId
  }
}

/** A record as it comes: amounts are text, positions as the LMS stores them. */
type Stored<T> = {
  [Field in keyof T]: T[Field] extends bigint
    ? string
    : T[Field] extends object[]
      ? Stored<T[Field][number]>[]
      : T[Field]
}

type Rows<Field extends keyof LoanRecord> = LoanRecord[Field] extends (infer Item)[]
  ? Stored<Item>[]
  : never

interface LoanRow extends Pick<
  LoanRecord,
  | 'streamId'
  | 'businessId'
  | 'loanId'
  | 'lastSeq'
  | 'ledger'
  | 'events'
  | 'entries'
  | 'externalPostings'
  | 'owed'
> {
  currency: string
  loan: { seq: number; position: PositionRecord } | null
  transactions: StoredTransaction[]
  lines: Rows<'lines'>
  invoices: Rows<'invoices'>
  credits: Rows<'credits'>
  allocations: Rows<'allocations'>
  foreignTables: (string | null)[]
}

type StoredTransaction = Omit<LoanRecord['transactions'][number], 'split' | 'before' | 'after'> & {
  split: Stored<LoanRecord['transactions'][number]['split']>
  before: PositionRecord | null
  after: PositionRecord | null
}

function recordOf({ currency, ...row }: LoanRow): LoanRecord {
  const exponent = currencyExponent(currency)
  if (exponent === undefined) throw new Error(`A business has the currency ${currency}.`)
  return {
    ...row,
    exponent,
    loan: row.loan && { seq: row.loan.seq, position: fromRecord(row.loan.position) },
    transactions: row.transactions.map(transactionOf),
    lines: row.lines.map((line) => ({ ...line, amount: BigInt(line.amount) })),
    invoices: row.invoices.map((invoice) => ({
      ...invoice,
      amount: BigInt(invoice.amount),
      open: BigInt(invoice.open),
      lines: invoice.lines.map((line) => ({ ...line, amount: BigInt(line.amount) })),
    })),
    credits: row.credits.map((credit) => ({
      ...credit,
      amount: BigInt(credit.amount),
      open: BigInt(credit.open),
    })),
    allocations: row.allocations.map((part) => ({ ...part, amount: BigInt(part.amount) })),
    foreignTables: row.foreignTables.filter((table) => table !== null),
  }
}

function transactionOf(row: StoredTransaction): LoanRecord['transactions'][number] {
  const { split } = row
  return {
    ...row,
    split: {
      ...split,
      amount: BigInt(split.amount),
      principal: BigInt(split.principal),
      interest: BigInt(split.interest),
      fees: BigInt(split.fees),
      waived: BigInt(split.waived),
      overpayment: BigInt(split.overpayment),
    },
    before: row.before && fromRecord(row.before),
    after: row.after && fromRecord(row.after),
  }
}

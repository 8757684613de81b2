import { currencyExponent } from '../domain/values/currency'
import type { Portions } from '../domain/engine/derived-loan'
import type { OwnColumns, OwnPositionRecord } from '../lms/own/own-record'
import { fromRecord, type PositionRecord } from '../lms/position-record'
import type { Database } from '../platform/database'
import type {
  AnyLoanRecord,
  LoanRecord,
  OwnLoanRecord,
  RecordedInstallmentLine,
  RecordedOwnTransaction,
  RecordedTransaction,
} from './loan-record'
import { LOAD_LOANS } from './load-loans-sql'

/** Small enough that a page of long loans fits in memory with ease. */
const PAGE_SIZE = 50

/** Every loan in order of its stream, of one business or of all; a page at a time. */
export async function* loadLoans(
  database: Database,
  businessId: string | null,
): AsyncGenerator<AnyLoanRecord[]> {
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
  | 'entries'
  | 'externalPostings'
  | 'owed'
> {
  home: AnyLoanRecord['home']
  mirrored: boolean
  currency: string
  timeZone: string
  events: AnyLoanRecord['events']
  loan: {
    seq: number
    nextTransaction: number
    position: PositionRecord
    own: OwnColumns | null
  } | null
  transactions: StoredTransaction[]
  lines: Rows<'lines'>
  invoices: Rows<'invoices'>
  credits: Rows<'credits'>
  allocations: Rows<'allocations'>
  installments: Stored<RecordedInstallmentLine>[]
  charges: OwnLoanRecord['charges']
  transferSteps: OwnLoanRecord['transferSteps']
  foreignTables: (string | null)[]
}

type StoredTransaction = Omit<RecordedTransaction, 'split' | 'before' | 'after'> & {
  part: number
  split: Stored<RecordedTransaction['split'] & RecordedOwnTransaction['split']>
  before: PositionRecord | null
  after: PositionRecord | null
}

function recordOf({
  currency,
  home,
  mirrored,
  timeZone,
  loan,
  transactions,
  ...row
}: LoanRow): AnyLoanRecord {
  const exponent = currencyExponent(currency)
  if (exponent === undefined) throw new Error(`A business has the currency ${currency}.`)
  const { installments, charges, transferSteps, events, ...rest } = row
  const base = {
    ...rest,
    exponent,
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
  if (home === 'PUSH') {
    return {
      ...base,
      home,
      events: events as LoanRecord['events'],
      loan: loan && { seq: loan.seq, position: fromRecord(loan.position) },
      transactions: transactions.map(transactionOf),
    }
  }
  return {
    ...base,
    ...{ home, mirrored, timeZone },
    events: events as OwnLoanRecord['events'],
    loan: loan && {
      ...{ seq: loan.seq, nextTransaction: loan.nextTransaction },
      columns: columnsOf(loan),
    },
    transactions: transactions.map(ownTransactionOf),
    installments: installments.map((line) => ({ ...line, ...portionsOf(line) })),
    ...{ charges, transferSteps },
  }
}

function columnsOf({ position, own }: NonNullable<LoanRow['loan']>): OwnPositionRecord {
  return { ...position, own } as OwnPositionRecord
}

function transactionOf({ part: _, ...row }: StoredTransaction): RecordedTransaction {
  const { split } = row
  return {
    ...row,
    split: {
      type: split.type,
      date: split.date,
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

function ownTransactionOf(row: StoredTransaction): RecordedOwnTransaction {
  const { split, before, after, ...rest } = row
  return {
    ...rest,
    pushed: { waived: split.waived, before, after },
    split: {
      ...{ type: split.type, date: split.date },
      amount: BigInt(split.amount),
      ...portionsOf(split),
      overpayment: BigInt(split.overpayment),
    },
  }
}

function portionsOf(row: Stored<Portions>): Portions {
  return {
    principal: BigInt(row.principal),
    interest: BigInt(row.interest),
    fees: BigInt(row.fees),
    penalties: BigInt(row.penalties),
  }
}

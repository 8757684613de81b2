import { sidesOf } from '../domain/statement/entry'
import type { Statement } from '../domain/statement/statement'
import { amountText } from '../domain/values/amount-text'
import type { Database } from '../platform/database'
import { listOf } from './report'
import type { Column, Row, Table } from './report'
import { csvOf } from './written/csv'
import { pdfOf } from './written/pdf'

const COLUMNS: readonly Column[] = [
  { name: 'date', heading: 'Date', kind: 'date' },
  { name: 'description', heading: 'Description', kind: 'text', width: 2.6 },
  { name: 'reference', heading: 'Reference', kind: 'text' },
  { name: 'debitMinor', heading: 'Debit', kind: 'money' },
  { name: 'creditMinor', heading: 'Credit', kind: 'money' },
  { name: 'balanceMinor', heading: 'Balance', kind: 'money' },
]

/** Whose statement it is, as it is printed. */
export interface StatedLoan {
  accountNo: string
  loanId: string
  customerName: string | null
  currency: string
}

/** A statement of account as a file: what a borrower is handed, or a table of minor units. */
export async function* statementFile(
  database: Database,
  businessId: string,
  format: 'csv' | 'pdf',
  { statement, loan, at }: { statement: Statement; loan: StatedLoan; at: Date },
): AsyncGenerator<string | Buffer> {
  const table = tableOf(statement, loan)
  if (format === 'csv') {
    yield* csvOf({ table })
    return
  }
  const [business] = await database.query<{ name: string }>(
    'statement_business',
    'SELECT name FROM business WHERE id = $1',
    [businessId],
  )
  const { currency } = loan
  const { fromDate: from, toDate: to } = statement
  yield* pdfOf({
    ...{ asked: { businessId, currency, from, to, today: to, recordedUpTo: null }, at },
    ...{ businessName: business?.name ?? '', title: 'Statement of account' },
    made: { members: [], table },
  })
}

function tableOf(statement: Statement, loan: StatedLoan): Table {
  const { fromDate, toDate, opening, rows, closing, dueNow, notYetDue, credit } = statement
  const money = (minor: bigint) => amountText(minor, loan.currency)
  const shown: Row[] = rows.map(({ date, description, reference, amount, balance }) => ({
    ...{ date, description, reference: reference ?? '' },
    ...sides(amount),
    balanceMinor: balance,
  }))
  const before: Row = {
    ...{ date: fromDate, description: 'Opening balance', reference: '' },
    balanceMinor: opening,
  }
  return {
    about: [
      `${fromDate} to ${toDate}`,
      `Loan ${loan.accountNo} (${loan.loanId})`,
      ...(loan.customerName === null ? [] : [loan.customerName]),
      `Due now ${money(dueNow)} · not yet due ${money(notYetDue)} · credit ${money(credit)}`,
    ],
    columns: COLUMNS,
    rows: listOf([before, ...shown]),
    total: () => ({
      ...{ date: toDate, description: '', reference: '' },
      debitMinor: sumOf(rows.map((row) => sidesOf(row).debit)),
      creditMinor: sumOf(rows.map((row) => sidesOf(row).credit)),
      balanceMinor: closing,
    }),
  }
}

function sides(amount: bigint): Row {
  return amount < 0n ? { creditMinor: -amount } : { debitMinor: amount }
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n)
}

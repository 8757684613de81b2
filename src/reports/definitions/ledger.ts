import { amountText } from '../../domain/values/amount-text'
import { AppError } from '../../platform/errors'
import type { Snapshot } from '../../platform/snapshot'
import type { Asked } from '../asked'
import { text } from '../parameters'
import { Late, Listed, periodText, report } from '../report'
import type { Row } from '../report'
import { SqlValues } from '../sql-values'

interface Line extends Record<string, unknown> {
  date: string
  description: string
  loanId: string
  amount: bigint
}

interface Opening {
  /** Of the account. */
  name: string
  /** What stood on it before the period, minor units. */
  opening: bigint
}

/** Sums of the lines read so far, minor units. */
interface Running {
  debit: bigint
  credit: bigint
  balance: bigint
}

export const ledger = report({
  name: 'ledger',
  title: 'General ledger',
  summary: 'The lines of one account in a period, with its balance after each',
  parameters: {
    glAccountId: text("The account, by the business's own code.", '1101'),
  },
  async make(snapshot, asked, { glAccountId }) {
    const { name, opening } = await openingOf(snapshot, asked, glAccountId)
    const running: Running = { debit: 0n, credit: 0n, balance: opening }
    const rows = read(snapshot, asked, glAccountId, running)
    return {
      members: [
        ['glAccountId', glAccountId],
        ['fromDate', asked.from],
        ['toDate', asked.to],
        ['openingBalanceMinor', opening],
        ['entries', new Listed(rows)],
        ['closingBalanceMinor', new Late(() => running.balance)],
      ],
      table: {
        about: [
          periodText(asked),
          `Account ${glAccountId} ${name}`,
          `Opening balance ${amountText(opening, asked.currency)}`,
        ],
        columns: [
          { name: 'date', heading: 'Date', kind: 'date' },
          { name: 'description', heading: 'Description', kind: 'text', width: 2.2 },
          { name: 'loanId', heading: 'Loan', kind: 'text', width: 1.8 },
          { name: 'debitMinor', heading: 'Debit', kind: 'money', isSide: true },
          { name: 'creditMinor', heading: 'Credit', kind: 'money', isSide: true },
          { name: 'balanceMinor', heading: 'Balance', kind: 'money' },
        ],
        rows,
        printedTotal: () => ({
          debitMinor: running.debit,
          creditMinor: running.credit,
          balanceMinor: running.balance,
        }),
      },
    }
  },
})

async function* read(
  snapshot: Snapshot,
  asked: Asked,
  account: string,
  running: Running,
): AsyncGenerator<readonly Row[]> {
  const values = new SqlValues()
  const found = snapshot.rows<Line>(
    'report_ledger',
    // What it is ordered by stands first in what is sorted, which halves the time that takes.
    `SELECT date, description, "loanId", amount
     FROM (
       SELECT l.date, l.stream_id, l.entry_no, l.line_no, l.amount, j.description, s.external_id AS "loanId"
       FROM journal_line l JOIN journal_entry j ON j.stream_id = l.stream_id AND j.no = l.entry_no
       JOIN loan_stream s ON s.id = l.stream_id
       WHERE ${isOf(values, asked, account)}
       ORDER BY l.date, l.stream_id, l.entry_no, l.line_no) line`,
    values.all,
  )
  for await (const lines of found) {
    yield lines.map(({ date, description, loanId, amount }) => {
      const [debit, credit] = amount > 0n ? [amount, 0n] : [0n, -amount]
      running.debit += debit
      running.credit += credit
      running.balance += amount
      return {
        ...{ date, description, loanId, debitMinor: debit, creditMinor: credit },
        balanceMinor: running.balance,
      }
    })
  }
}

async function openingOf(snapshot: Snapshot, asked: Asked, account: string): Promise<Opening> {
  const values = new SqlValues()
  const [row] = await snapshot.query<Opening & Record<string, unknown>>(
    'report_ledger_opening',
    `SELECT (SELECT coalesce(sum(l.amount), 0)::bigint FROM journal_line l
             ${asked.recordedUpTo === null ? '' : 'JOIN journal_entry j ON j.stream_id = l.stream_id AND j.no = l.entry_no'}
             WHERE l.business_id = a.business_id AND l.account = a.code AND l.date < ${values.date(asked.from)}
               ${values.writtenBy(asked.recordedUpTo, 'j')}) AS opening, a.name
     FROM account a WHERE a.business_id = ${values.uuid(asked.businessId)} AND a.code = ${values.text(account)}`,
    values.all,
  )
  if (row !== undefined) return row
  throw new AppError('VALIDATION_FAILED', 'The request is not valid.', {
    status: 400,
    fields: [{ field: 'glAccountId', message: 'Must be an account of the chart.' }],
  })
}

function isOf(values: SqlValues, asked: Asked, account: string): string {
  return `l.business_id = ${values.uuid(asked.businessId)} AND l.account = ${values.text(account)}
    AND l.date BETWEEN ${values.date(asked.from)} AND ${values.date(asked.to)}
    ${values.writtenBy(asked.recordedUpTo, 'j')}`
}

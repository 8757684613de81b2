import { z } from 'zod'
import 'zod-openapi'

import { ENTRY_TYPES, sidesOf } from '../../../domain/statement/entry'
import type { Statement } from '../../../domain/statement/statement'
import { earlierOf, todayIn } from '../../../domain/values/calendar'
import { findLendingRecord } from '../../../views/lending/lending-record'
import { statementOfLoan } from '../../../views/lending/statement'
import { reply } from '../../routing/route'
import { wireAmount } from '../../wire/amount'
import { civilDate, money } from '../../wire/books-schemas'
import {
  beginningOf,
  formatOfStatement,
  STATEMENT_FORMS,
  statementAsFile,
} from '../../wire/statement-file'
import { invalid } from '../lms-error'
import { numberInPath } from '../number-in-path'
import { MAY_READ, v1Route } from '../v1-route'
import { LOANS } from './command-route'
import { dayInQuery } from './day-in-query'
import { loanExample } from './loan-examples'
import { NO_SUCH_LOAN } from './loan-refusals'

const statementRow = z.object({
  date: civilDate,
  type: z.enum(ENTRY_TYPES),
  reference: z.string().nullable().meta({ description: 'The number of a transaction.' }),
  description: z.string(),
  debit: money,
  credit: money,
  balance: money,
})

const statementAnswer = z
  .object({
    loanId: z.string(),
    currency: z.string(),
    fromDate: civilDate,
    toDate: civilDate,
    openingBalance: money,
    rows: z.array(statementRow),
    closingBalance: money.meta({ description: 'dueNow and notYetDue less credit.' }),
    dueNow: money,
    notYetDue: money,
    credit: money,
  })
  .meta({ id: 'StatementOfAccount' })

const { principal: OWED, arrears: NONE } = loanExample

export const statementRoute = v1Route({
  method: 'GET',
  path: '/loans/{loan}/statement',
  scopes: MAY_READ,
  params: { loan: numberInPath('11') },
  missing: NO_SUCH_LOAN,
  query: z.strictObject({
    fromDate: dayInQuery('fromDate').optional().meta({ description: 'From the first day on.' }),
    toDate: dayInQuery('toDate').optional().meta({ description: 'Through today.' }),
    format: formatOfStatement,
  }),
  answers: {
    200: {
      description: 'What made the debt more or less, day by day.',
      schema: statementAnswer,
      forms: STATEMENT_FORMS,
      example: {
        ...{ loanId: '11', currency: 'TZS', fromDate: '2026-01-15', toDate: '2026-01-20' },
        openingBalance: NONE,
        rows: [
          {
            ...{ date: '2026-01-15', type: 'disbursement', reference: '21' },
            ...{ description: 'Disbursement', debit: OWED, credit: NONE, balance: OWED },
          },
        ],
        ...{ closingBalance: OWED, dueNow: NONE, notYetDue: OWED, credit: NONE },
      },
    },
  },
  docs: { tag: LOANS, operationId: 'getStatement', summary: 'The statement of account of a loan' },
  async handle({ database, clock }, { caller, params: { loan }, query }) {
    const { business } = caller
    const record = await findLendingRecord(database, business.id, loan.toString())
    // Nothing was judged of it yet.
    if (!record?.row) return null
    const { timeZone, currency, exponent } = business
    const { toDate = todayIn(timeZone, clock.now()), format } = query
    const { fromDate = earlierOf(beginningOf(record), toDate) } = query
    if (toDate < fromDate) {
      throw invalid([{ field: 'toDate', message: 'must not be before fromDate.' }])
    }
    const period = { fromDate, toDate }
    const statement = await statementOfLoan(database, business.id, record, period)
    if (format !== 'json') {
      return statementAsFile({ database, clock }, caller, record, statement, format)
    }
    return reply(200, { loanId: record.no, currency, ...figuresOf(statement, exponent) })
  },
})

function figuresOf(statement: Statement, exponent: number) {
  const { fromDate, toDate, opening, rows, closing, dueNow, notYetDue, credit } = statement
  const wire = (minor: bigint) => wireAmount(minor, exponent)
  return {
    ...{ fromDate, toDate, openingBalance: wire(opening) },
    rows: rows.map((row) => {
      const { date, type, reference, description, balance } = row
      const { debit, credit: less } = sidesOf(row)
      return {
        ...{ date, type, reference, description },
        ...{ debit: wire(debit), credit: wire(less), balance: wire(balance) },
      }
    }),
    ...{ closingBalance: wire(closing), dueNow: wire(dueNow) },
    ...{ notYetDue: wire(notYetDue), credit: wire(credit) },
  }
}

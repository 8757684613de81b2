import { z } from 'zod'
import 'zod-openapi'

import { settlementQuote } from '../../../domain/engine/settlement-quote'
import { ENTRY_TYPES, sidesOf } from '../../../domain/statement/entry'
import { earlierOf, todayIn } from '../../../domain/values/calendar'
import type { CivilDate } from '../../../domain/values/calendar'
import type { LendingRecord } from '../../../views/lending/lending-record'
import { statementOfLoan } from '../../../views/lending/statement'
import { reply } from '../../routing/route'
import { notValid } from '../../routing/valid'
import { quotable } from '../../v1/loans/quotable'
import type { Quotable } from '../../v1/loans/quotable'
import { civilDate } from '../../wire/books-schemas'
import { date } from '../../wire/fields'
import {
  beginningOf,
  formatOfStatement,
  STATEMENT_FORMS,
  statementAsFile,
} from '../../wire/statement-file'
import { lendingRoute, MAY_READ } from '../lending-route'
import { minor } from './answers'
import { ONE_LOAN } from './command-routes'
import { LOANS } from './lending-command'
import { asProblem } from './loan-refusals'
import { recordOf } from './loan-routes'

const tag = 'Loans'

const quote = z
  .object({
    date: civilDate,
    principalMinor: minor,
    interestAccruedMinor: minor,
    interestNotYetAccruedMinor: minor,
    feesMinor: minor,
    penaltiesMinor: minor,
    creditMinor: minor,
    payInFullMinor: minor,
    settleWithRebateMinor: minor.nullable().meta({
      description: 'Where interest to come is forgiven: a payment of this much closes the loan.',
    }),
    validThrough: civilDate,
  })
  .meta({ id: 'LoanAccountQuote' })

const settlement = lendingRoute({
  ...ONE_LOAN,
  method: 'GET',
  path: `${LOANS}/{loanId}/settlement-quote`,
  scopes: MAY_READ,
  query: z.strictObject({ date: date('Today through maturity; today.', '2026-03-01').optional() }),
  answers: {
    200: { description: 'If nothing happens to the loan before.', schema: quote },
  },
  refuses: { 409: {}, 422: {} },
  docs: { tag, operationId: 'quoteLoanAccount', summary: 'What settles a loan on a day' },
  async handle(deps, { caller, params, query }) {
    const record = await recordOf(deps, caller, params.loanId)
    if (record === null) return null
    const today = todayIn(caller.business.timeZone, deps.clock.now())
    const found = quotableHere(record, today)
    if (found === null) return null
    const { live, last } = found
    const on = query.date ?? today
    if (on < today || on > last) {
      throw notValid([{ field: 'date', message: `Must be from ${today} to ${last}.` }])
    }
    const quoted = settlementQuote(live, on)
    const rebated = quoted.settleWithRebate
    return reply(200, {
      date: quoted.date,
      principalMinor: Number(quoted.principal),
      interestAccruedMinor: Number(quoted.interestAccrued),
      interestNotYetAccruedMinor: Number(quoted.interestNotYetAccrued),
      feesMinor: Number(quoted.fees),
      penaltiesMinor: Number(quoted.penalties),
      creditMinor: Number(quoted.credit),
      payInFullMinor: Number(quoted.payInFull),
      settleWithRebateMinor: rebated === null ? null : Number(rebated),
      validThrough: quoted.validThrough,
    })
  },
})

const statementAnswer = z
  .object({
    loanId: z.string(),
    currency: z.string(),
    fromDate: civilDate,
    toDate: civilDate,
    openingMinor: minor,
    rows: z.array(
      z.object({
        date: civilDate,
        type: z.enum(ENTRY_TYPES),
        reference: z.string().nullable(),
        description: z.string(),
        debitMinor: minor,
        creditMinor: minor,
        balanceMinor: minor,
      }),
    ),
    closingMinor: minor,
    dueNowMinor: minor,
    notYetDueMinor: minor,
    creditMinor: minor,
  })
  .meta({ id: 'LoanAccountStatement' })

const statement = lendingRoute({
  ...ONE_LOAN,
  method: 'GET',
  path: `${LOANS}/{loanId}/statement`,
  scopes: MAY_READ,
  query: z.strictObject({
    fromDate: date('From the first day on.', '2026-01-01').optional(),
    toDate: date('Through today.', '2026-03-31').optional(),
    format: formatOfStatement,
  }),
  answers: {
    200: {
      description: 'What made the debt more or less, day by day.',
      schema: statementAnswer,
      forms: STATEMENT_FORMS,
    },
  },
  docs: { tag, operationId: 'getLoanAccountStatement', summary: 'A loan’s statement of account' },
  async handle(deps, { caller, params, query }) {
    const { business } = caller
    const record = await recordOf(deps, caller, params.loanId)
    if (!record?.row) return null
    const { toDate = todayIn(business.timeZone, deps.clock.now()), format } = query
    const { fromDate = earlierOf(beginningOf(record), toDate) } = query
    if (toDate < fromDate) {
      throw notValid([{ field: 'toDate', message: 'Must not be before fromDate.' }])
    }
    const told = await statementOfLoan(deps.database, business.id, record, { fromDate, toDate })
    if (format !== 'json') return statementAsFile(deps, caller, record, told, format)
    return reply(200, {
      ...{ loanId: record.loanId, currency: business.currency, fromDate, toDate },
      openingMinor: Number(told.opening),
      rows: told.rows.map((row) => {
        const { date, type, reference, description, balance } = row
        const { debit, credit } = sidesOf(row)
        return {
          ...{ date, type, reference, description },
          ...{ debitMinor: Number(debit), creditMinor: Number(credit) },
          balanceMinor: Number(balance),
        }
      }),
      closingMinor: Number(told.closing),
      dueNowMinor: Number(told.dueNow),
      notYetDueMinor: Number(told.notYetDue),
      creditMinor: Number(told.credit),
    })
  },
})

export const settlementRoutes = [settlement, statement]

/** Says no as this door does. */
function quotableHere(record: LendingRecord, today: CivilDate): Quotable | null {
  try {
    return quotable(record, today)
  } catch (error) {
    throw asProblem(error, record.row?.status ?? null)
  }
}

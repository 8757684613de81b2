import { z } from 'zod'
import 'zod-openapi'

import { addDays, todayIn } from '../../domain/values/calendar'
import { LOAN_SORTS, loanList, loanTotals as totalsOf } from '../../operations/loan-list'
import type { LoanListAsked, LoanSort } from '../../operations/loan-list'
import type { Business } from '../../business/business'
import { reply } from '../routing/route'
import { Streamed } from '../routing/streamed'
import { CSV, csvText } from '../wire/csv'
import { date } from '../wire/fields'
import { encoded, keysetAnswer, keysetShape } from '../wire/keyset'
import { whole } from '../wire/page'
import { formatField, word } from './fields'
import { loanRow, loanTotals, toLoanRow, toLoanTotals } from './loan-row-answer'
import * as examples from './loan-examples'
import { MAY_READ, opsRoute } from './ops-route'
import type { OpsDeps } from './ops-route'

const MOST_DAYS = 36_500
const CSV_ROWS = 1_000
const COLUMNS = loanRow.keyof().options
const SORTS = LOAN_SORTS.flatMap((sort) => [sort, `-${sort}`] as const)

const query = z.strictObject({
  ...keysetShape,
  status: word('Of these statuses only, with commas between.', 'Active,Overpaid')
    .transform((text) => text.split(',').map((one) => one.trim()))
    .optional(),
  health: z
    .enum(['OK', 'RETRYING', 'PARKED'], { error: 'Must be OK, RETRYING or PARKED.' })
    .optional(),
  product: word('Of this product only; `(pushed)`: of none.', 'BIZ-12').optional(),
  door: z.enum(['push', 'lms'], { error: 'Must be push or lms.' }).optional(),
  disbursedFrom: date('Disbursed on this day or later.', '2026-01-01').optional(),
  disbursedTo: date('Disbursed on this day or earlier.', '2026-01-31').optional(),
  overdueFrom: whole('overdueFrom', MOST_DAYS, `must be less than ${MOST_DAYS + 1}`)
    .optional()
    .meta({
      description: 'Something has been overdue for so many days or more.',
      override: { type: 'integer', minimum: 1, maximum: MOST_DAYS },
    }),
  q: word('How the loan’s id, the customer’s id or their name begins.', 'Asha').optional(),
  sort: z
    .enum(SORTS, {
      error: `Must be one of ${LOAN_SORTS.join(', ')}, with - before it to turn it round.`,
    })
    .default('-number'),
  format: formatField,
})

export const loanListRoute = opsRoute({
  method: 'GET',
  path: '/loans',
  scopes: MAY_READ,
  query,
  answers: {
    200: {
      description: 'As they stand. A CSV has all that the filter names, not one page.',
      schema: keysetAnswer(loanRow).extend({ totals: loanTotals }).meta({ id: 'Loans' }),
      example: examples.loans,
      forms: ['text/csv'],
    },
  },
  docs: {
    ...{ tag: 'Operators', operationId: 'listOpsLoans' },
    summary: 'Loans of both homes, with what they owe and how they are',
  },
  async handle(deps, { caller: { business }, query: { after, rows, format, ...given } }) {
    const asked = askedOf(deps, business, given)
    if (format === 'csv') return reply(200, new Streamed(CSV, csvOfLoans(deps, business, asked)))
    const [{ items, next }, totals] = await Promise.all([
      loanList(deps.database, asked, { after, rows }),
      totalsOf(deps.database, asked),
    ])
    return reply(200, {
      items: items.map((row) => toLoanRow(row, business)),
      next: encoded(next),
      totals: toLoanTotals(totals, business),
    })
  },
})

type Given = Omit<z.output<typeof query>, 'after' | 'rows' | 'format'>

function askedOf({ clock }: OpsDeps, business: Business, given: Given): LoanListAsked {
  const { sort, door, overdueFrom, ...filter } = given
  const today = todayIn(business.timeZone, clock.now())
  return {
    ...{ businessId: business.id, today },
    filter: {
      ...filter,
      home: door && (door === 'push' ? 'PUSH' : 'LMS'),
      unpaidSince: overdueFrom === undefined ? undefined : addDays(today, -overdueFrom),
    },
    sort: sort.replace('-', '') as LoanSort,
    isDescending: sort.startsWith('-'),
  }
}

async function* csvOfLoans({ database }: OpsDeps, business: Business, asked: LoanListAsked) {
  yield csvText([COLUMNS])
  let after: readonly string[] | undefined
  do {
    const { items, next } = await loanList(database, asked, { after, rows: CSV_ROWS })
    const rows = items.map((row) => toLoanRow(row, business))
    yield csvText(rows.map((row) => COLUMNS.map((name) => row[name])))
    after = next ?? undefined
  } while (after !== undefined)
}

import { z } from 'zod'
import 'zod-openapi'

import { settlementQuote } from '../../../domain/engine/settlement-quote'
import type { SettlementQuote } from '../../../domain/engine/settlement-quote'
import { todayIn } from '../../../domain/values/calendar'
import { findLendingRecord } from '../../../views/lending/lending-record'
import { reply } from '../../routing/route'
import { wireAmount } from '../../wire/amount'
import { civilDate, money } from '../../wire/books-schemas'
import { invalid } from '../lms-error'
import { numberInPath } from '../number-in-path'
import { MAY_READ, v1Route } from '../v1-route'
import { LOANS } from './command-route'
import { dayInQuery } from './day-in-query'
import { loanExample } from './loan-examples'
import { NO_SUCH_LOAN } from './loan-refusals'
import { quotable } from './quotable'

const quoteAnswer = z
  .object({
    date: civilDate,
    principal: money,
    interestAccrued: money,
    interestNotYetAccrued: money,
    fees: money,
    penalties: money.meta({ description: 'With those that the loan will be charged by then.' }),
    credit: money.meta({ description: 'The customer’s; not counted against what is asked.' }),
    payInFull: money.meta({ description: 'All that is open, interest to come included.' }),
    settleWithRebate: money.nullable().meta({
      description: 'Where interest to come is forgiven: a payment of this much closes the loan.',
    }),
    validThrough: civilDate.meta({ description: 'The last day on which the same is asked.' }),
  })
  .meta({ id: 'SettlementQuote' })

const NONE = loanExample.arrears

export const settlementQuoteRoute = v1Route({
  method: 'GET',
  path: '/loans/{loan}/settlement-quote',
  scopes: MAY_READ,
  params: { loan: numberInPath('11') },
  missing: NO_SUCH_LOAN,
  query: z.strictObject({
    date: dayInQuery('date').optional().meta({ description: 'Today through maturity; today.' }),
  }),
  answers: {
    200: {
      description: 'If nothing happens to the loan before; nothing is stored.',
      schema: quoteAnswer,
      example: {
        ...{ date: '2026-01-20', principal: loanExample.principalOutstanding },
        ...{ interestAccrued: NONE, interestNotYetAccrued: NONE, fees: NONE, penalties: NONE },
        ...{ credit: NONE, payInFull: loanExample.totalOutstanding, settleWithRebate: null },
        validThrough: '2026-01-22',
      },
    },
  },
  docs: { tag: LOANS, operationId: 'quoteSettlement', summary: 'What settles a loan on a day' },
  async handle({ database, clock }, { caller: { business }, params: { loan }, query }) {
    const record = await findLendingRecord(database, business.id, loan.toString())
    if (record === null) return null
    const today = todayIn(business.timeZone, clock.now())
    const found = quotable(record, today)
    if (found === null) return null
    const { live, last } = found
    const date = query.date ?? today
    if (date < today || date > last) {
      throw invalid([{ field: 'date', message: `must be from ${today} to ${last}.` }])
    }
    return reply(200, toAnswer(settlementQuote(live, date), business.exponent))
  },
})

function toAnswer(quote: SettlementQuote, exponent: number): z.infer<typeof quoteAnswer> {
  const { date, settleWithRebate, validThrough } = quote
  const wire = (minor: bigint) => wireAmount(minor, exponent)
  return {
    date,
    principal: wire(quote.principal),
    interestAccrued: wire(quote.interestAccrued),
    interestNotYetAccrued: wire(quote.interestNotYetAccrued),
    fees: wire(quote.fees),
    penalties: wire(quote.penalties),
    credit: wire(quote.credit),
    payInFull: wire(quote.payInFull),
    settleWithRebate: settleWithRebate === null ? null : wire(settleWithRebate),
    validThrough,
  }
}

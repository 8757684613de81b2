import { z } from 'zod'
import 'zod-openapi'

import { todayIn } from '../../domain/values/calendar'
import { PAYOUT_KINDS, payouts } from '../../operations/payouts'
import { reply } from '../routing/route'
import { wireAmount } from '../wire/amount'
import { civilDate, eventId, instant, money } from '../wire/books-schemas'
import { date } from '../wire/fields'
import { pageAnswer, pageShape } from '../wire/page'
import { loanId } from './answers'
import * as examples from './examples'
import { MAY_READ, opsRoute } from './ops-route'

const payout = z
  .object({
    eventId,
    loanId,
    customerId: z.string().nullable().meta({ example: 'C-1001' }),
    type: z.enum(PAYOUT_KINDS),
    date: civilDate.meta({ description: 'The day it is booked for.' }),
    takenAt: instant.meta({ description: 'When the loan took it: this puts it in the list.' }),
    amount: money.meta({
      description: 'What is to be paid: of a disbursement less charges and VAT that are kept back.',
    }),
    currency: z.string().meta({ example: 'TZS' }),
    destination: z.object({ type: z.string(), reference: z.string() }).nullable(),
    receiptNumber: z.string().nullable(),
    paymentTypeId: z.int().nullable(),
    reversedBy: eventId.nullable().meta({
      description: 'What took it back: do not pay it, or ask for it back. Null while it stands.',
    }),
    reversedOn: civilDate.nullable(),
  })
  .meta({ id: 'Payout' })

export const payoutRoute = opsRoute({
  method: 'GET',
  path: '/payouts',
  scopes: MAY_READ,
  query: z.strictObject({
    date: date(
      'The day, in the business’s time zone, on which loans took them. Default: today.',
      '2026-01-15',
    ).optional(),
    ...pageShape,
  }),
  answers: {
    200: {
      description: 'In the order in which they were taken; of loans that live here only.',
      schema: pageAnswer('Payouts', payout),
      example: examples.payouts,
    },
  },
  docs: {
    tag: 'Operators',
    operationId: 'listPayouts',
    summary: 'What is to be paid out, for the payment system',
    description:
      'Disbursements, refunds and payouts of credit. Each is in the list of one day for good, whatever day it is dated. No payment is made here, and none is marked as made: pay each event once.',
  },
  async handle({ database, clock }, { caller: { business }, query: { date: asked, ...window } }) {
    const day = asked ?? todayIn(business.timeZone, clock.now())
    const page = await payouts(database, business, day, window)
    const items = page.items.map(({ amount, ...item }) => ({
      ...item,
      amount: wireAmount(BigInt(amount), business.exponent),
      currency: business.currency,
    }))
    return reply(200, { ...page, items })
  },
})

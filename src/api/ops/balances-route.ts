import { z } from 'zod'
import 'zod-openapi'

import { loanBalances } from '../../operations/loan-balances'
import { reply } from '../routing/route'
import { wireAmount } from '../wire/amount'
import { civilDate, eventId, money } from '../wire/books-schemas'
import { firstNamed, idInPath } from '../wire/id-in-path'
import { MAY_READ, opsRoute } from './ops-route'
import { noQuery } from './requests'

const point = z.object({
  ...{ date: civilDate, principal: money, interest: money, fees: money, credit: money },
  eventId: eventId.meta({ description: 'The last that moved them that day.' }),
})

export const balancesRoute = opsRoute({
  method: 'GET',
  path: '/loans/{loanId}/balances',
  scopes: MAY_READ,
  params: { loanId: idInPath('LN-2026-0001') },
  missing: { code: 'LOAN_NOT_FOUND', message: 'There is no loan of this id.' },
  query: noQuery,
  answers: {
    200: {
      description: 'One for each day on which they moved, by the dates of the books.',
      schema: z.object({ points: z.array(point) }).meta({ id: 'LoanBalances' }),
      example: {
        points: [
          {
            date: '2026-01-15',
            ...{ principal: 1000000, interest: 0, fees: 0, credit: 0 },
            eventId: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11',
          },
        ],
      },
    },
  },
  docs: {
    ...{ tag: 'Operators', operationId: 'loanBalances' },
    summary: 'What a loan owed at the end of each day, from its journal',
  },
  async handle({ database }, { caller: { business }, params: { loanId } }) {
    const points = await firstNamed(loanId, (id) => loanBalances(database, business.id, id))
    const wire = (minor: string) => wireAmount(BigInt(minor), business.exponent)
    return (
      points &&
      reply(200, {
        points: points.map(({ date, principal, interest, fees, credit, eventId: event }) => ({
          ...{ date, principal: wire(principal), interest: wire(interest), fees: wire(fees) },
          ...{ credit: wire(credit), eventId: event },
        })),
      })
    )
  },
})

import { z } from 'zod'
import 'zod-openapi'

import type { Business } from '../../business/business'
import type { Standing } from '../../operations/effect'
import type { RehearsedEffect } from '../../operations/operator-desk'
import type { Database } from '../../platform/database'
import { dryRunAnswer } from '../push/dry-run'
import { bodyOf } from '../routing/request-body'
import { reply } from '../routing/route'
import { wireAmount } from '../wire/amount'
import { wireJournalEntry } from '../wire/books'
import { eventId, journalEntry, money } from '../wire/books-schemas'
import { sequence } from './answers'
import * as examples from './rehearsal-example'
import { ONE_EVENT } from './one-event'
import { opsRoute } from './ops-route'
import { rehearsalRequest } from './requests'

const standing = z.object({
  ...{ status: z.string(), principalOutstanding: money, interestOutstanding: money },
  ...{ feesOutstanding: money, penaltiesOutstanding: money, creditBalance: money },
})

const rehearsed = z
  .object({
    before: standing,
    after: standing,
    events: z
      .array(z.object({ eventId, sequence, change: z.enum(['REVERSED', 'DERIVED_AGAIN']) }))
      .meta({ description: 'Whose entries change; the others stay as they are.' }),
    entries: z
      .array(journalEntry.omit({ recordedAt: true }))
      .meta({ description: 'What would be posted, under the numbers it would have now.' }),
    net: z
      .array(z.object({ account: z.string(), amount: money }))
      .meta({ description: 'By account, debits above zero.' }),
    warnings: z.array(z.object({ code: z.string(), message: z.string() })),
    effect: z.string().meta({ description: 'Names all of this: give it to the decision.' }),
    approvalNeeded: z.boolean(),
  })
  .meta({ id: 'RehearsedDecision' })

export const rehearseRoute = opsRoute({
  ...ONE_EVENT,
  path: '/events/{eventId}/rehearse',
  body: bodyOf(rehearsalRequest),
  answers: {
    200: {
      description: 'What would come of it now. Nothing is kept.',
      schema: rehearsed,
      example: examples.rehearsal,
    },
  },
  refuses: { 422: {}, 501: {} },
  docs: {
    ...{ tag: 'Operators', operationId: 'rehearseDecision' },
    summary: 'See what a reversal would do, before it is decided',
    description:
      'As the loan and its books stand now, on a copy. What it would be refused for is answered as that refusal.',
  },
  async handle({ desk, database }, { caller: { business, actor }, params: { eventId: id }, body }) {
    const { reversalDate = null, cascade } = body
    const effect = await desk.effectOfReversal({
      ...{ businessId: business.id, eventId: id, actor, reason: 'rehearsed', reversalDate },
      ...{ cascade: cascade ?? false, key: null },
    })
    const events = await changedEvents(database, id, cascade === true, effect)
    return reply(200, { ...told(business, effect), events })
  },
})

function told(
  business: Business,
  { before, after, entries, net, effect, rehearsed: dry }: RehearsedEffect,
) {
  const { exponent } = business
  const wire = (minor: bigint) => wireAmount(minor, exponent)
  const standingOf = ({ status, ...figures }: Standing) => ({
    status,
    principalOutstanding: wire(figures.principalOutstanding),
    interestOutstanding: wire(figures.interestOutstanding),
    feesOutstanding: wire(figures.feesOutstanding),
    penaltiesOutstanding: wire(figures.penaltiesOutstanding),
    creditBalance: wire(figures.creditBalance),
  })
  return {
    ...{ before: standingOf(before), after: standingOf(after), effect, approvalNeeded: false },
    entries: entries
      .map((entry) => wireJournalEntry(entry, exponent))
      .map(({ recordedAt: _recordedAt, ...entry }) => entry),
    net: net.map(({ account, amount }) => ({ account, amount: wire(amount) })),
    warnings: dryRunAnswer(business, dry).warnings.map((message) => ({ code: 'NOTE', message })),
  }
}

/** Of a cascade all that is touched is reversed; else the one, and the others are derived again. */
async function changedEvents(
  { prisma }: Database,
  reversed: string,
  isCascade: boolean,
  { entries }: RehearsedEffect,
) {
  const ids = [...new Set([reversed, ...entries.map(({ eventId: of }) => of)])]
  const rows = await prisma.loanEvent.findMany({
    where: { id: { in: ids } },
    select: { id: true, seq: true },
    orderBy: { seq: 'asc' },
  })
  return rows.map(({ id, seq }) => ({
    ...{ eventId: id, sequence: seq },
    change: id === reversed || isCascade ? ('REVERSED' as const) : ('DERIVED_AGAIN' as const),
  }))
}

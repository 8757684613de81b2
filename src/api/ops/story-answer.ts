import { z } from 'zod'
import 'zod-openapi'

import type { LoanStory } from '../../operations/loan-story'
import { loanWorkflowId } from '../../temporal/loan-workflow-id'
import type { Business } from '../../business/business'
import { wireJournalEntry } from '../wire/books'
import { chargeAnswer } from '../v1/loans/charge-answer'
import { civilDate, eventId, instant, invoice, journalEntry, money } from '../wire/books-schemas'
import { wireAmount } from '../wire/amount'
import { actionView, compensationView, loanId, reason, sequence, type } from './answers'

const INVOICE_TYPES = ['DISBURSEMENT', 'PRINCIPAL', 'INTEREST', 'FEE', 'PENALTY'] as const

const storyEvent = z
  .object({
    eventId,
    sequence,
    type,
    effectiveDate: civilDate,
    receivedAt: instant,
    sentBy: z.string(),
    idempotencyKey: z.string().nullable(),
    status: z.enum(['STAGED', 'POSTED', 'FAILED', 'PARKED', 'REVERSED']),
    generation: z.int().meta({ description: 'Counts the times it was taken anew after an undo.' }),
    failure: reason.nullable(),
    finishedAt: instant.nullable(),
    reversedBy: eventId.nullable(),
    parkings: z
      .array(reason.extend({ at: instant, generation: z.int() }))
      .meta({ description: 'Each time it was parked, also where it was taken again since.' }),
    payload: z
      .unknown()
      .meta({ description: 'As it lies in the stream: amounts are digits of minor units.' }),
  })
  .meta({ id: 'StoryEvent' })

const transaction = z
  .object({
    no: z.int(),
    eventId,
    causedBy: eventId,
    generation: z.int(),
    undoes: z.int().nullable().meta({ description: 'The transition that this one takes back.' }),
    type: z.string(),
    date: civilDate,
    amount: money,
    principal: money,
    interest: money,
    fees: money,
    penalties: money,
    waived: money,
    overpayment: money,
    refusal: reason.nullable(),
    recordedAt: instant,
  })
  .meta({ id: 'LmsTransaction' })

const installment = z
  .object({
    no: z.int(),
    dueDate: civilDate,
    principal: money,
    interest: money,
    fees: money,
    penalties: money,
    paid: money,
    outstanding: money,
    daysLate: z.int().nonnegative(),
    obligationsMetOnDate: civilDate.nullable(),
  })
  .meta({ id: 'OpsInstallment' })

/** What the list of loans says of it, and what belongs to it beside its story. */
const beside = {
  number: z.string().meta({ description: 'Of the loan at /v1.', example: '11' }),
  customerName: z.string().nullable(),
  product: z.string().nullable(),
  door: z.enum(['push', 'lms']),
  health: z.enum(['OK', 'RETRYING', 'PARKED']),
  disbursedOn: civilDate.nullable(),
  principal: money,
  daysOverdue: z.int().nullable(),
  invoices: z.array(invoice.extend({ type: z.enum(INVOICE_TYPES) })),
  schedule: z.array(installment).meta({ description: 'Of a loan that lives here.' }),
  charges: z.array(chargeAnswer).meta({ description: 'Likewise.' }),
  temporalUrl: z
    .string()
    .nullable()
    .meta({ description: 'Of its workflow in Temporal’s own pages.' }),
}

export type Beside = { [Name in keyof typeof beside]: z.infer<(typeof beside)[Name]> }

export const storyAnswer = z
  .object({
    loanId,
    customerId: z.string().nullable(),
    workflowId: z.string().meta({ description: 'Of the loan in the Temporal UI.' }),
    ...beside,
    status: z.string().meta({ example: 'Active' }),
    currency: z.string().meta({ example: 'TZS' }),
    principalOutstanding: money,
    interestOutstanding: money,
    feesOutstanding: money,
    penaltiesOutstanding: money,
    creditBalance: money,
    stream: z.object({
      lastSequence: z.int(),
      busy: z.boolean().meta({ description: 'Its workflow has been told that events wait.' }),
      parked: z.boolean(),
      tellAgainAt: instant.nullable().meta({ description: 'When it will be told again.' }),
      tellAttempts: z.int(),
    }),
    due: z.object({ on: civilDate, wakeAt: instant }).nullable().meta({
      description: 'When it is looked at next for what falls due by the clock.',
    }),
    lmsSequence: z.int().meta({ description: 'The last event that the LMS took.' }),
    ledgerSequence: z.int().meta({ description: 'The last event that the ledger took.' }),
    chainHead: z.string().meta({ description: 'Hash over all of its journal entries.' }),
    events: z.array(storyEvent).meta({ description: 'Those of the window, in order.' }),
    before: z
      .int()
      .nullable()
      .meta({ description: 'Asks for the older ones; null where all are here.' }),
    transactions: z
      .array(transaction)
      .meta({ description: 'Of the LMS; an undo has the same figures with the other sign.' }),
    journalEntries: z.array(journalEntry),
    compensations: z.array(compensationView),
    actions: z.array(actionView).meta({ description: 'What operators did.' }),
  })
  .meta({ id: 'LoanStory' })

type StoryAnswer = z.infer<typeof storyAnswer>

export function toStoryAnswer(story: LoanStory, business: Business, about: Beside): StoryAnswer {
  const { exponent, currency, id: businessId } = business
  const amount = (minor: bigint) => wireAmount(minor, exponent)
  return {
    ...story,
    ...about,
    workflowId: loanWorkflowId({ businessId, loanId: story.loanId }),
    currency,
    principalOutstanding: amount(story.principalOutstanding),
    interestOutstanding: amount(story.interestOutstanding),
    feesOutstanding: amount(story.feesOutstanding),
    penaltiesOutstanding: amount(story.penaltiesOutstanding),
    creditBalance: amount(story.creditBalance),
    transactions: story.transactions.map((one) => ({
      ...one,
      amount: amount(one.amount),
      principal: amount(one.principal),
      interest: amount(one.interest),
      fees: amount(one.fees),
      penalties: amount(one.penalties),
      waived: amount(one.waived),
      overpayment: amount(one.overpayment),
    })),
    journalEntries: story.journalEntries.map((entry) => wireJournalEntry(entry, exponent)),
  }
}

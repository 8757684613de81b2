import type { LosslessNumber } from 'lossless-json'
import { z } from 'zod'
import 'zod-openapi'

/** An amount in major units. */
export const money = z.custom<LosslessNumber>().meta({ override: { type: 'number' } })

export const civilDate = z.string().meta({ override: { format: 'date' }, example: '2026-01-15' })

export const instant = z
  .string()
  .meta({ override: { format: 'date-time' }, example: '2026-01-15T09:30:00.000Z' })

export const eventId = z
  .string()
  .meta({ override: { format: 'uuid' }, example: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11' })

export const invoice = z
  .object({
    number: z.string().meta({ example: 'LN-2026-0001-1' }),
    type: z.enum(['DISBURSEMENT', 'INTEREST']),
    date: civilDate,
    amount: money,
    open: money.meta({ description: 'What is not yet allocated.' }),
    status: z.enum(['OPEN', 'PAID', 'CANCELLED']),
    lines: z
      .array(z.object({ description: z.string(), account: z.string(), amount: money }))
      .meta({ description: 'Signed as debits; they sum to zero.' }),
    allocations: z.array(z.object({ eventId, date: civilDate, amount: money })).meta({
      description:
        'What paid the invoice, each by the receipt it comes from. The answer to an event has, of an invoice that the event did not make, only what the event paid.',
    }),
  })
  .meta({ id: 'Invoice' })

export const journalEntry = z
  .object({
    id: z.string().meta({ example: 'LN-2026-0001-J1' }),
    date: civilDate,
    recordedAt: instant,
    eventId,
    causedBy: eventId,
    description: z.string(),
    reverses: z.string().nullable().meta({ description: 'The entry that this one mirrors.' }),
    lines: z.array(z.object({ account: z.string(), debit: money, credit: money })),
  })
  .meta({ id: 'JournalEntry' })

export type WireInvoice = z.infer<typeof invoice>
export type WireJournalEntry = z.infer<typeof journalEntry>

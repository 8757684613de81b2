import { z } from 'zod'

import type { EventKind } from '../../../domain/events/kinds'
import type { Caller } from '../../../identity/caller'
import { AppError } from '../../../platform/errors'
import type { Commanded } from '../../../stream/command-request'
import { stagedContext } from '../../wire/received'
import { eventId } from '../../wire/books-schemas'
import { numberInPath } from '../number-in-path'
import { keyHeader } from '../write-request'
import type { Write } from '../write-request'
import type { Fields } from '../fields/form'
import { MAY_WRITE } from '../v1-route'
import type { V1Deps } from '../v1-route'
import { NO_SUCH_LOAN } from './loan-refusals'

export const LOANS = 'Loans'

/** What every command takes beside its body. */
export const commandHeaders = z.object({
  ...keyHeader,
  Prefer: z.string().optional().meta({
    description: 'wait=N, 0 to 30 seconds: how long to wait for the outcome. Default: 10.',
    example: 'wait=10',
  }),
})

export const answerHeaders = z.object({
  'Preference-Applied': z.string().optional().meta({
    description: 'The wait that was granted, where one was asked for.',
    example: 'wait=10',
  }),
})

/** The answer where the loan did not come to it in time. */
export const queuedAnswer = {
  description:
    'Accepted and durable; the loan has not taken it yet. The event tells what comes of it.',
  headers: answerHeaders.extend({ Location: z.string().meta({ example: '/v1/loans/11' }) }),
  schema: z
    .object({ eventId, loanId: z.string(), status: z.enum(['QUEUED', 'PARKED']) })
    .meta({ id: 'QueuedCommand' }),
  example: {
    eventId: '0199d0c2-7b1e-7c3a-9f60-1f0a7d5b2e11',
    loanId: '11',
    status: 'QUEUED',
  },
} as const

/** What all commands for a loan that is there have in common. */
export const ONE_LOAN = {
  method: 'POST',
  scopes: MAY_WRITE,
  // A person needs more for most of them than for taking a payment in.
  permission: 'lms:approve',
  params: { loan: numberInPath('11') },
  missing: NO_SUCH_LOAN,
  refuses: { 422: {} },
} as const

export function commanded<Shape extends Fields>(
  { business, sender }: Caller,
  loanId: string,
  { today, key }: Pick<Write<Shape>, 'today' | 'key'>,
): Commanded {
  return {
    loan: { businessId: business.id, loanId },
    context: stagedContext({ business, today }),
    sender: { sentBy: sender, idempotencyKey: key },
  }
}

/** Runs what may be refused, and keeps for operators what was refused before it had a place in a stream. */
export async function keepingRefusals<Result>(
  { refusals }: V1Deps,
  { business, sender }: Caller,
  about: { kind: EventKind; loanId: string | null },
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof AppError && error.status < 500) {
      const { code, message, fields } = error
      await refusals.keep({ business, keyPrefix: sender }, { ...about, code, message, fields })
    }
    throw error
  }
}

import { z } from 'zod'
import 'zod-openapi'

import { EVENT_KINDS } from '../../domain/events/kinds'
import { date, flag, text } from '../wire/fields'
import { pageShape, range, whole } from '../wire/page'
import { uuid } from '../wire/uuid'
import { rightEvent } from '../push/requests/correction'
import { bodyOf } from '../routing/request-body'
import { decisionShape, loanWord, word } from './fields'

const EFFECT = 'mVf1hZJ7cYw0l3dYH1mEo0c5c8bYz6o1Qp6m0m8q2uA'

const OBJECT = { error: (issue: { code: string }) => objectError(issue.code) }

/** Of what takes none: a parameter it does not know may be one that was misspelt. */
export const noQuery = z.strictObject({})

export const pageQuery = z.strictObject(pageShape)

const MOST_EVENTS = 1_000
const USUAL_EVENTS = 100
const LAST_SEQUENCE = 2_147_483_647

/** Which of a loan's events are told: nobody reads all of one that is repaid daily for years. */
export const storyWindow = z.strictObject({
  rows: whole('rows', MOST_EVENTS, `must be less than ${MOST_EVENTS + 1}`)
    .default(USUAL_EVENTS)
    .meta({
      description: 'How many events, the newest.',
      override: range(MOST_EVENTS, USUAL_EVENTS),
    }),
  before: whole('before', LAST_SEQUENCE, `must be less than ${LAST_SEQUENCE}`)
    .optional()
    .meta({
      description: 'Only those before this sequence.',
      override: { type: 'integer', minimum: 1, maximum: LAST_SEQUENCE },
    }),
})

export const refusedQuery = z.strictObject({
  ...pageShape,
  from: date('The first day, in the business’s time zone.', '2026-03-01').optional(),
  to: date('The last day.', '2026-03-31').optional(),
  loanId: loanWord('Of this loan only.').optional(),
  code: word('Of this code only.', 'VALIDATION_FAILED').optional(),
})

export const actionsQuery = z.strictObject({
  ...pageShape,
  eventId: uuid('About this event only.').optional(),
})

export const compensationsQuery = z.strictObject({
  ...pageShape,
  state: z
    .enum(['owed', 'done'], { error: 'Must be owed or done.' })
    .optional()
    .meta({ description: 'Only these.' }),
})

export const decisionRequest = z
  .strictObject(decisionShape, OBJECT)
  .meta({ id: 'OperatorDecision' })

export const reverseRequest = z
  .strictObject(
    {
      ...decisionShape,
      reversalDate: date('Default: today.', '2026-02-20').nullish(),
      cascade: z
        .boolean({ error: 'Must be true or false.' })
        .nullish()
        .meta({ description: 'Undo the later events of a disbursement too.', example: false }),
      dryRun: flag('Only tell what would happen: nothing is staged, posted or written down.'),
      effect: text(
        'Of its rehearsal: 409 where something else would come of it by now.',
        EFFECT,
      ).nullish(),
    },
    OBJECT,
  )
  .meta({ id: 'OperatorReversal' })

export const rehearsalRequest = z
  .strictObject(
    {
      action: z.literal('reverse', { error: 'Must be reverse.' }).meta({ example: 'reverse' }),
      reversalDate: reverseRequest.shape.reversalDate,
      cascade: reverseRequest.shape.cascade,
    },
    OBJECT,
  )
  .meta({ id: 'Rehearsal' })

const correctShape = {
  ...decisionShape,
  reversalDate: date('Of the reversal; default: today.', '2026-02-20').nullish(),
  dryRun: flag('Only tell what would happen: nothing is staged, posted or written down.'),
}

export interface CorrectRequest {
  actor?: string | undefined
  reason: string
  reversalDate?: string | null | undefined
  dryRun?: boolean | null | undefined
  event?: unknown
}

/** The right event is read once it is known of what kind the wrong one is. */
export const correctRequest = {
  ...bodyOf(z.strictObject({ ...correctShape, event: z.unknown() }, OBJECT)),
  schema: z.strictObject({ ...correctShape, event: rightEvent }).meta({ id: 'OperatorCorrection' }),
}

const MOST_LOANS = 1_000

export const batchRequest = z
  .strictObject(
    {
      filter: z
        .strictObject(
          {
            code: word('Parked for this reason.', 'UNHANDLED').optional(),
            kind: z
              .enum(EVENT_KINDS, { error: `Must be one of ${EVENT_KINDS.join(', ')}.` })
              .optional(),
            loanIds: z
              .array(loanWord('A loan.'), { error: 'Must be a list.' })
              .max(MOST_LOANS, { error: `Must have at most ${MOST_LOANS} loans.` })
              .transform((loans) => loans.flat())
              .optional(),
          },
          OBJECT,
        )
        .meta({
          description: 'Which parked events; {} is all of them.',
          example: { code: 'UNHANDLED' },
        }),
      ...decisionShape,
    },
    OBJECT,
  )
  .meta({ id: 'BatchRetry' })

/** Undefined leaves the message to whoever reads the issue. */
function objectError(code: string): string | undefined {
  return code === 'invalid_type' ? 'Must be a JSON object.' : undefined
}

import { z } from 'zod'
import 'zod-openapi'

import { kindOfPushName, PUSH_NAMES, PUSHED_KINDS } from '../../../domain/events/kinds'
import type { FieldError } from '../../../platform/errors'
import type { CorrectedEvent } from '../../../stream/corrected-events'
import { date, flag, id, text } from '../../wire/fields'
import { StandingId } from '../../wire/standing-id'
import { uuid } from '../../wire/uuid'
import { PUSHED } from './pushed-kinds'
import { requestReader } from './pushed-request'
import type {
  InvalidRequest,
  PushedCorrection,
  PushedEvent,
  PushedReversal,
  Reading,
} from './pushed-request'
import { futureDate } from './receipt'
import { stagedContext } from '../../wire/received'
import type { Received } from '../../wire/received'

/** What a batch calls it, and its path. */
export const CORRECTION = 'correction'

const KINDS = PUSHED_KINDS.filter((kind) => kind !== 'REVERSAL')
const TYPES = KINDS.map((kind) => PUSH_NAMES[kind])
/** They are the reversed event's, or belong to the request as a whole. */
const NOT_IN_EVENT = ['loanId', 'customerId', 'customerName', 'key', 'dryRun'] as const
/** Nobody is renamed by a correction. */
const NO_NAME = '-'

const AN_OBJECT = 'Must be a JSON object: the right event.'

const envelope = {
  loanId: id('The loan whose event is corrected.', 'LN-2026-0001'),
  eventId: uuid('The event that is wrong.', 'Must be the id of an event.'),
  reason: text('Why it is corrected.', 'The amount was misread'),
  reversalDate: date('Of the reversal; default: today.', '2026-02-20').nullish(),
}

const type = z.enum(TYPES).optional().meta({
  description:
    'The kind of the right event, named as its own path is; default: that of the wrong one.',
})

/** The right event of each kind: the fields of its own path without whose it is. */
const events = KINDS.map((kind) => {
  const own = Object.entries(PUSHED[kind].schema.shape).filter(
    ([name]) => !NOT_IN_EVENT.some((other) => other === name),
  )
  return z
    .object({ type, ...(Object.fromEntries(own) as z.ZodRawShape) })
    .meta({ id: `${PUSHED[kind].docs.schemaId}Correction` })
})

export const rightEvent = z.union(events).meta({
  description: 'The right event, without loanId, customerId and customerName.',
  example: {
    repaymentPrincipal: 80000,
    repaymentInterest: 30000,
    repaymentDate: '2026-02-15',
  },
})

export const correctionSchema = z
  .object({
    ...envelope,
    event: rightEvent,
    dryRun: flag('Only tell what would happen: nothing is staged, posted or kept.'),
  })
  .meta({ id: 'Correction' })

const readEnvelope = requestReader<typeof envelope, PushedReversal>({
  shape: () => envelope,
  future: ({ reversalDate }, today) => futureDate('reversalDate', reversalDate ?? undefined, today),
  build: ({ reversalDate, ...asked }, received) => ({
    kind: 'REVERSAL',
    loanId: asked.loanId,
    asked: {
      ...{ eventId: asked.eventId, reason: asked.reason, cascade: false },
      reversalDate: reversalDate ?? null,
    },
    context: stagedContext(received),
  }),
})

/**
 * Reads a correction, telling everything that is wrong with it at once.
 * @param corrected the event that it names; undefined where the business has none such
 */
export function readCorrection(
  body: unknown,
  received: Received,
  corrected: CorrectedEvent | undefined,
  extra: FieldError[] = [],
): Reading<PushedCorrection> {
  const reversal = readEnvelope(body, received, extra)
  const event = readEvent(body, received, corrected)
  const wrong = [reversal, event].flatMap((reading) => (reading?.ok === false ? [reading] : []))
  if (wrong.length > 0) return allOf(wrong.map(({ invalid }) => invalid))
  if (!reversal.ok || event?.ok !== true || corrected?.loanId !== reversal.value.loanId) {
    return refuse('EVENT_NOT_FOUND', 'This loan has no such event.')
  }
  if (corrected.customerId === null) {
    return refuse('EVENT_NOT_REVERSIBLE', 'A reversal is not reversed: send the event again.')
  }
  const { loanId, asked, context } = reversal.value
  const value = { kind: 'CORRECTION', loanId, asked, context, event: event.value } as const
  return { ok: true, value, dryRun: reversal.dryRun }
}

/** The right event; undefined where it is not known of what kind it is. */
function readEvent(
  body: unknown,
  received: Received,
  corrected: CorrectedEvent | undefined,
): Reading<PushedEvent> | undefined {
  const given = (body as { event?: unknown } | null)?.event
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return wrongField('event', AN_OBJECT)
  }
  const fields = given as Record<string, unknown>
  const named = fields['type'] ?? PUSH_NAMES[corrected?.kind ?? 'REVERSAL']
  const kind = kindOfPushName(named)
  if (kind === undefined || kind === 'REVERSAL') {
    return fields['type'] === undefined || fields['type'] === null
      ? undefined
      : wrongField('event.type', `Must be one of ${TYPES.join(', ')}.`)
  }
  const unwanted = NOT_IN_EVENT.filter((name) => (fields[name] ?? null) !== null).map((name) => ({
    field: name,
    message: 'Must be left out here.',
  }))
  const party = {
    loanId: new StandingId(corrected?.loanId ?? ''),
    customerId: new StandingId(corrected?.customerId ?? ''),
    customerName: NO_NAME,
    dryRun: null,
  }
  const reading = PUSHED[kind].read({ ...fields, ...party }, received, unwanted)
  if (reading.ok) return reading as Reading<PushedEvent>
  const { invalid } = reading
  return { ok: false, invalid: { ...invalid, fields: invalid.fields.map(inEvent) } }
}

function inEvent({ field, message }: FieldError): FieldError {
  return { field: `event.${field}`, message }
}

/** What is not valid weighs more than what lies in the future. */
function allOf(wrong: InvalidRequest[]): Reading<never> {
  const first = wrong.find(({ code }) => code === 'VALIDATION_FAILED') ?? wrong[0]
  if (first === undefined) throw new Error('nothing is wrong')
  return { ok: false, invalid: { ...first, fields: wrong.flatMap(({ fields }) => fields) } }
}

function wrongField(field: string, message: string): Reading<never> {
  return refuse('VALIDATION_FAILED', 'The request is not valid.', [{ field, message }])
}

function refuse(
  code: InvalidRequest['code'],
  message: string,
  fields: FieldError[] = [],
): Reading<never> {
  return { ok: false, invalid: { code, message, fields } }
}

import { isLosslessNumber } from 'lossless-json'
import { z } from 'zod'
import 'zod-openapi'

import { addDays } from '../../../domain/values/calendar'
import type { CivilDate } from '../../../domain/values/calendar'
import type { FieldError } from '../../../platform/errors'
import type { ToldEvent } from '../../../stream/told-command'
import { isPlainText } from '../../../domain/values/text'
import { id, text } from '../../wire/fields'
import type { Received } from '../../wire/received'
import type { InvalidRequest } from '../requests/pushed-request'
import { payloadOf, TOLD_KINDS } from './told-payloads'
import type { ToldKind } from './told-payloads'

/** What was taken there is taken here. */
const chargeName = z
  .string()
  .refine(isPlainText, 'Must have at most 255 characters and no control characters.')
  .meta({ example: 'Letter' })

export const toldSchema = z
  .object({
    loanId: id('The loan, by its id in its own LMS.', 'LN-2026-0001'),
    kind: z.enum(TOLD_KINDS),
    currency: z.string().meta({ description: 'Of its business there.', example: 'TZS' }),
    customerName: text('With SUBMIT: for a customer who is not known here.', 'Asha Mwakyusa')
      .nullish()
      .meta({ example: null }),
    payload: z.looseObject({}).meta({
      description:
        'What the LMS has staged, word for word, amounts in minor units as digits; other events are named by the ids they have here.',
      example: {
        ...{ today: '2026-02-10', exponent: 2, closedThrough: null, accounts: {} },
        ...{ date: '2026-02-10', amount: '612000', transfer: null },
      },
    }),
    words: z
      .object({
        chargeNames: z.array(chargeName).max(1_000),
        chargeName,
      })
      .partial()
      .default({})
      .meta({
        description: 'What charges are called: of SUBMIT in their order, of ADD_CHARGE the one.',
        example: {},
      }),
  })
  .meta({
    id: 'LoanEvent',
    example: {
      ...{ loanId: 'LN-2026-0001', kind: 'REPAY', currency: 'TZS' },
      payload: {
        ...{ today: '2026-02-10', exponent: 2, closedThrough: null, accounts: {} },
        ...{ date: '2026-02-10', amount: '612000', transfer: null },
      },
    },
  })

type Read = { told: ToldEvent } | { invalid: InvalidRequest }

/** Reads what another LMS tells of its loan; the accounts and the closing of the books are this side's. */
export function readTold(body: unknown, received: Received, extra: FieldError[]): Read {
  const plain = inPlainNumbers(body)
  const read = toldSchema.safeParse(plain)
  if (!read.success || extra.length > 0) {
    return invalid([...errorsOf(read.error, []), ...extra])
  }
  const { loanId, kind, currency, customerName = null, words } = read.data
  const { business, today } = received
  if (currency !== business.currency) {
    return invalid([{ field: 'currency', message: `Must be ${business.currency}.` }])
  }
  const payload = payloadOf(kind).safeParse(read.data.payload)
  const missing = missingWords(kind, words)
  if (!payload.success || missing.length > 0) {
    return invalid([...errorsOf(payload.error, ['payload']), ...missing])
  }
  const said = payload.data as ToldEvent['payload']
  // A day may have begun there that has not here.
  if (said.today > addDays(today, 1)) {
    const field = { field: 'payload.today', message: 'Must not be in the future.' }
    return invalid([field], 'DATE_IN_FUTURE')
  }
  const told = {
    ...{ loan: { businessId: business.id, loanId }, kind, words, customerName },
    payload: {
      ...said,
      closedThrough: later(said.closedThrough, business.closedThrough),
      accounts: { ...business.accounts, ...said.accounts },
    },
  }
  return { told: told as ToldEvent }
}

/** The kind that a body says it is; of one that says none, the first there is. */
export function kindIn(body: unknown): ToldKind {
  const said: unknown = (body as { kind?: unknown } | null)?.kind
  return TOLD_KINDS.find((kind) => kind === said) ?? 'SUBMIT'
}

const WORDS = { SUBMIT: 'chargeNames', ADD_CHARGE: 'chargeName' } as const

function missingWords(kind: string, words: object): FieldError[] {
  const needed = Object.hasOwn(WORDS, kind) ? WORDS[kind as keyof typeof WORDS] : null
  if (needed === null || Object.hasOwn(words, needed)) return []
  return [{ field: `words.${needed}`, message: `Must be there with ${kind}.` }]
}

function errorsOf(error: z.ZodError | undefined, within: string[]): FieldError[] {
  return (error?.issues ?? []).map(({ path, message }) => ({
    field: [...within, ...path].join('.'),
    message,
  }))
}

function invalid(
  fields: FieldError[],
  code: InvalidRequest['code'] = 'VALIDATION_FAILED',
): { invalid: InvalidRequest } {
  return { invalid: { code, message: 'The request is not valid.', fields } }
}

function later(one: CivilDate | null, other: CivilDate | null): CivilDate | null {
  if (one === null || other === null) return one ?? other
  return one > other ? one : other
}

/** No number here is an amount: those are digits. */
function inPlainNumbers(value: unknown): unknown {
  if (isLosslessNumber(value)) return Number(value.value)
  if (Array.isArray(value)) return value.map(inPlainNumbers)
  if (
    typeof value !== 'object' ||
    value === null ||
    Object.getPrototypeOf(value) !== Object.prototype
  ) {
    return value
  }
  return Object.fromEntries(
    Object.entries(value).map(([field, one]) => [field, inPlainNumbers(one)]),
  )
}

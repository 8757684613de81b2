import { z } from 'zod'
import 'zod-openapi'

import type { EventContent } from '../../domain/events/details'
import type { LendingKind } from '../../domain/events/lending/lending-kinds'
import { wireAmount } from '../wire/amount'
import { civilDate, eventId, money } from '../wire/books-schemas'

const charge = z.looseObject({ index: z.int(), penalty: z.boolean() })

/** What a command of our own LMS said: those of these that its kind has. */
export const lendingPayload = z
  .strictObject({
    customerId: z.string(),
    customerActiveSince: civilDate.nullable(),
    product: z.strictObject({ no: z.int(), code: z.string(), version: z.int() }),
    terms: z.looseObject({ principal: money, numberOfRepayments: z.int() }),
    charges: z.array(charge),
    chargeNames: z.array(z.string()),
    overdue: z.looseObject({}).nullable(),
    settlementRebate: z.boolean(),
    submittedOn: civilDate.nullable(),
    expectedDisbursementOn: civilDate.nullable(),
    date: civilDate,
    amount: money,
    vatRate: z.string(),
    charge,
    chargeName: z.string(),
    chargeEventId: eventId,
    index: z.int(),
    installment: z.int().nullable(),
    occurrence: z.int(),
    transferId: z.string(),
    toLoanId: z.string(),
    transfer: z.strictObject({ id: z.string(), fromLoanId: z.string() }).nullable(),
    of: z.enum(['INTEREST', 'CHARGES']),
    through: civilDate,
    note: z.string().nullable(),
    paymentTypeId: z.int().nullable(),
    receiptNumber: z.string().nullable(),
    destination: z.strictObject({ type: z.string(), reference: z.string() }).nullable(),
  })
  .partial()
  .meta({ id: 'LendingPayload' })

/**
 * The same for every event of a loan, and nothing that somebody said. `dryRun` stands in what was
 * kept of the first commands.
 */
const CONTEXT: readonly string[] = ['today', 'exponent', 'closedThrough', 'accounts', 'dryRun']
const AMOUNTS: readonly string[] = ['amount', 'principal', 'installmentMultiple']

/** What a command said, its amounts in major units wherever they stand. */
export function wireLendingPayload(
  { payload }: EventContent<LendingKind>,
  exponent: number,
): z.infer<typeof lendingPayload> {
  const said = Object.entries(payload).filter(([name]) => !CONTEXT.includes(name))
  return inMajorUnits(Object.fromEntries(said), exponent) as z.infer<typeof lendingPayload>
}

function inMajorUnits(value: unknown, exponent: number): unknown {
  if (Array.isArray(value)) return value.map((one) => inMajorUnits(one, exponent))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      AMOUNTS.includes(name) && typeof field === 'string'
        ? wireAmount(BigInt(field), exponent)
        : inMajorUnits(field, exponent),
    ]),
  )
}

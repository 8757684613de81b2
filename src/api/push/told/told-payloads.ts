import { z } from 'zod'
import 'zod-openapi'

import type { LendingKind } from '../../../domain/events/lending/lending-kinds'
import type { LendingPayloadOf } from '../../../domain/events/lending/lending-payloads'
import type { ReversalPayload } from '../../../domain/events/payloads'
import { isPlainText } from '../../../domain/values/text'
import { id } from '../../wire/fields'
import { uuid } from '../../wire/uuid'
import { charge, day, decimal, minorUnits, overdueRule, terms } from './terms-fields'

/** What is told of a loan that lives in another deployment: every kind that its stream can hold. */
export type ToldKind = LendingKind | 'REVERSAL'

const text = z.string().min(1).refine(isPlainText, 'Must have no control characters.')

const context = {
  today: day,
  exponent: z.int().min(0).max(4),
  closedThrough: day.nullable(),
  accounts: z.record(z.string().regex(/^\d{4}$/), text),
}
const onDate = { ...context, date: day }
const amountOnDate = { ...onDate, amount: minorUnits }

const PAYLOADS: {
  [Kind in ToldKind]: z.ZodType<Kind extends LendingKind ? LendingPayloadOf[Kind] : ReversalPayload>
} = {
  SUBMIT: z.strictObject({
    ...context,
    customerId: id('The borrower, by the id in the LMS.', 'C-1001'),
    customerActiveSince: day.nullable(),
    product: z.strictObject({ no: z.int().min(1), code: text, version: z.int().min(1) }),
    terms,
    charges: z.array(charge).max(1_000),
    overdue: overdueRule.nullable(),
    settlementRebate: z.boolean(),
    submittedOn: day.nullable(),
    expectedDisbursementOn: day.nullable(),
  }),
  APPROVE: z.strictObject({ ...amountOnDate, expectedDisbursementOn: day.nullable() }),
  REJECT: z.strictObject(onDate),
  WITHDRAW: z.strictObject(onDate),
  DISBURSE: z.strictObject({ ...amountOnDate, vatRate: decimal }),
  REPAY: z.strictObject({
    ...amountOnDate,
    transfer: z.strictObject({ id: text, fromLoanId: text }).nullable(),
  }),
  ADD_CHARGE: z.strictObject({ ...context, charge }),
  WAIVE_CHARGE: z.strictObject({
    ...onDate,
    chargeEventId: uuid('The event that brought the charge, by its id here.'),
    index: z.int().min(0),
    installment: z.int().min(1).nullable(),
  }),
  WAIVE_INTEREST: z.strictObject(amountOnDate),
  WRITE_OFF: z.strictObject(onDate),
  REFUND: z.strictObject(amountOnDate),
  CREDIT_REFUND: z.strictObject(amountOnDate),
  CREDIT_OUT: z.strictObject({ ...amountOnDate, transferId: text, toLoanId: text }),
  UNDO_APPROVAL: z.strictObject(onDate),
  UNDO_DISBURSAL: z.strictObject(onDate),
  UNDO_WRITE_OFF: z.strictObject(onDate),
  ACCRUAL: z.strictObject({ ...context, of: z.enum(['INTEREST', 'CHARGES']), through: day }),
  PENALTY: z.strictObject({
    ...onDate,
    installment: z.int().min(1),
    occurrence: z.int().min(1),
  }),
  REVERSAL: z.strictObject({
    ...context,
    eventId: uuid('The event to undo, by its id here.'),
    reversalDate: day,
    cascade: z.literal(false),
  }),
}

export const TOLD_KINDS = Object.keys(PAYLOADS) as ToldKind[]

export function payloadOf(kind: ToldKind): z.ZodType {
  return PAYLOADS[kind]
}

import type { ContentOf } from '../../../domain/events/details'
import type { CivilDate } from '../../../domain/values/calendar'
import type { FieldError } from '../../../platform/errors'
import { stagedContext } from '../../wire/received'
import type { Received } from '../../wire/received'

/** What a repayment and an early settlement say, whatever their fields are called. */
export interface ReceiptValues {
  customerId: string
  principal: bigint
  interest: bigint
  fee: bigint | null
  feeName: string
  date: CivilDate
}

/** The rule that money must have come in, told on both fields. */
export function atLeastOne(
  principal: { field: string; value: bigint | undefined },
  interest: { field: string; value: bigint | undefined },
): FieldError[] {
  if (principal.value !== 0n || interest.value !== 0n) return []
  const message = `At least one of ${principal.field} or ${interest.field} must be > 0.`
  return [principal, interest].map(({ field }) => ({ field, message }))
}

export function futureDate(
  field: string,
  value: CivilDate | undefined,
  today: CivilDate,
): FieldError | null {
  if (value === undefined || value <= today) return null
  return { field, message: `Must not be after today, ${today}.` }
}

export function receiptPayload(values: ReceiptValues, received: Received): ContentOf<'REPAYMENT'> {
  return {
    ...stagedContext(received),
    customerId: values.customerId,
    principal: values.principal.toString(),
    interest: values.interest.toString(),
    fee: (values.fee ?? 0n).toString(),
    feeName: values.feeName,
    date: values.date,
  }
}

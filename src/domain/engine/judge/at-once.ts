import type { LendingEvent } from '../../events/lending/lending-event'
import type { LendingKind } from '../../events/lending/lending-kinds'
import type { CivilDate } from '../../values/calendar'
import { minorOf } from '../../values/money'
import { refuseFields } from '../refusals/refusals'
import type { LmsRefusal, LmsRefusalCode } from '../refusals/refusals'
import { firstOf, unless } from './standing'
import type { Naming } from './standing'

/** What is said where a command is dated after today; of any other kind what a transaction says. */
const IN_FUTURE: Partial<Record<LendingKind, LmsRefusalCode>> = {
  APPROVE: 'APPROVED_IN_FUTURE',
  REJECT: 'REJECTED_IN_FUTURE',
  WITHDRAW: 'WITHDRAWN_IN_FUTURE',
  DISBURSE: 'DISBURSED_IN_FUTURE',
  WRITE_OFF: 'WRITTEN_OFF_IN_FUTURE',
  CREDIT_REFUND: 'PAYOUT_IN_FUTURE',
}

/** By what name a sender knows the amount; of any other kind `transactionAmount`. */
const AMOUNT_FIELDS: Partial<Record<LendingKind, string>> = {
  APPROVE: 'approvedLoanAmount',
  CREDIT_OUT: 'amount',
}

/** Whatever happens to a loan that was applied for. */
export type Command = Exclude<LendingEvent, { kind: 'SUBMIT' }>

/**
 * What is refused of a command on any loan, before anything is asked of the one it is for: an amount of
 * nothing, then a day that has not come. An application is judged by `refusalOfSubmit`.
 */
export function refusalAtOnce(event: Command, { loanId }: Naming): LmsRefusal | null {
  return firstOf(refusalOfNothing(event), refusalOfFuture(event, loanId))
}

function refusalOfNothing(event: Command): LmsRefusal | null {
  const { kind, payload } = event
  if (kind === 'ADD_CHARGE' && 'amount' in event.payload.charge.rate) {
    return mustBeAboveNothing('amount', event.payload.charge.rate.amount)
  }
  if (kind === 'REVERSAL' || !('amount' in payload)) return null
  return mustBeAboveNothing(AMOUNT_FIELDS[kind] ?? 'transactionAmount', payload.amount)
}

function mustBeAboveNothing(field: string, amount: string): LmsRefusal | null {
  if (minorOf(amount) > 0n) return null
  return refuseFields([{ field, message: `The parameter \`${field}\` must be greater than 0.` }])
}

function refusalOfFuture(event: Command, loanId: string): LmsRefusal | null {
  const date = dateOf(event)
  const code = event.kind === 'REVERSAL' ? undefined : IN_FUTURE[event.kind]
  return unless(date <= event.payload.today, code ?? 'TRANSACTION_IN_FUTURE', { loanId })
}

/** A charge may fall due ahead; what the clock brings is never ahead of it. */
function dateOf({ kind, payload }: Command): CivilDate {
  switch (kind) {
    case 'REVERSAL':
      return payload.reversalDate
    case 'ADD_CHARGE':
    case 'ACCRUAL':
    case 'PENALTY':
      return payload.today
    default:
      return payload.date
  }
}

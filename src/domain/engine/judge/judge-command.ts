import type { LendingEvent, LendingFact } from '../../events/lending/lending-event'
import { assertInvariant } from '../../values/invariant'
import type { MinorUnits } from '../../values/money'
import { deriveLoan } from '../derive'
import type { LmsRefusal } from '../refusals/refusals'
import { refusalAtOnce } from './at-once'
import type { Command } from './at-once'
import { judgeWaiveCharge, refusalOfAddCharge } from './charges'
import { refusalOfSubmit } from './judge-submit'
import { refusalOfPayout, refusalOfRefund } from './credit'
import {
  refusalOfApprove,
  refusalOfDisburse,
  refusalOfReject,
  refusalOfWithdraw,
} from './lifecycle'
import { refusalOfRepay, refusalOfWaiveInterest, refusalOfWriteOff } from './money'
import { refusalOfReversal } from './reversal'
import { isRefusal, unlessAllowed } from './standing'
import { refusalOfUndo } from './undo'
import type { Naming, Standing, Verdict } from './standing'

export type CommandJudgement =
  /** `amount`: what the command was judged to come to, minor units; null where its payload says it, or nothing does. */
  { accepted: true; amount: MinorUnits | null } | { accepted: false; refusal: LmsRefusal }

/**
 * Whether an event may happen to a loan of our own LMS as its live events leave it.
 * @param live what was posted and not reversed before it, in any order
 */
export function judgeCommand(
  live: readonly LendingFact[],
  event: LendingEvent,
  naming: Naming,
): CommandJudgement {
  const verdict =
    event.kind === 'SUBMIT' ? orAccepted(refusalOfSubmit(event.payload)) : on(live, event, naming)
  if (isRefusal(verdict)) return { accepted: false, refusal: verdict }
  return { accepted: true, amount: verdict.amount?.toString() ?? amountOf(event) }
}

function on(live: readonly LendingFact[], event: Command, naming: Naming): Verdict {
  assertInvariant(live.length > 0, 'A loan begins with its application.')
  const refusal = refusalAtOnce(event, naming)
  if (refusal !== null) return refusal
  const standing: Standing = { live, loan: deriveLoan(live), naming }
  return event.kind === 'WAIVE_CHARGE'
    ? judgeWaiveCharge(standing, event)
    : orAccepted(refusalOf(standing, event))
}

function refusalOf(
  standing: Standing,
  event: Exclude<Command, { kind: 'WAIVE_CHARGE' }>,
): LmsRefusal | null {
  switch (event.kind) {
    case 'APPROVE':
      return refusalOfApprove(standing, event)
    case 'REJECT':
      return refusalOfReject(standing, event)
    case 'WITHDRAW':
      return refusalOfWithdraw(standing, event)
    case 'DISBURSE':
      return refusalOfDisburse(standing, event)
    case 'REPAY':
      return refusalOfRepay(standing, event)
    case 'ADD_CHARGE':
      return refusalOfAddCharge(standing, event)
    case 'WAIVE_INTEREST':
      return refusalOfWaiveInterest(standing, event)
    case 'WRITE_OFF':
      return refusalOfWriteOff(standing, event)
    case 'REFUND':
      return refusalOfRefund(standing, event)
    case 'CREDIT_REFUND':
    case 'CREDIT_OUT':
      return refusalOfPayout(standing, event)
    case 'UNDO_APPROVAL':
    case 'UNDO_DISBURSAL':
    case 'UNDO_WRITE_OFF':
      return refusalOfUndo(standing, event)
    case 'REVERSAL':
      return refusalOfReversal(standing, event)
    case 'ACCRUAL':
    case 'PENALTY':
      return unlessAllowed(standing, 'NOT_DISBURSED')
  }
}

function orAccepted(refusal: LmsRefusal | null): Verdict {
  return refusal ?? { amount: null }
}

function amountOf({ payload }: LendingEvent): MinorUnits | null {
  return 'amount' in payload ? payload.amount : null
}

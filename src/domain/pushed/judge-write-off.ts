import type { WriteOffEvent } from '../events/stream-event'
import { formatMinor } from '../values/money'
import type { Judgement, LoanPosition } from './position'
import { refusalBehindDisbursement } from './preconditions'
import { WRITTEN_OFF } from './status'
import { accept, refuse } from './verdicts'

/** Gives up all that is open, less the customer's credit, which is set off against the principal. */
export function judgeWriteOff(position: LoanPosition, event: WriteOffEvent): Judgement {
  const { payload } = event
  const refusal =
    refusalBehindDisbursement(position, payload.customerId, payload.date) ??
    refusalOfNothingLost(position, event)
  if (refusal !== undefined) return refusal

  const setOff = position.creditBalance
  const principal = position.principalOutstanding - setOff
  const interest = position.interestOutstanding
  const accepted = accept(
    position,
    { principalOutstanding: 0n, interestOutstanding: 0n, creditBalance: 0n },
    {
      type: event.kind,
      date: payload.date,
      amount: principal + interest + setOff,
      principal,
      interest,
      fees: 0n,
      waived: 0n,
      overpayment: setOff,
    },
  )
  return { ...accepted, position: { ...accepted.position, status: WRITTEN_OFF } }
}

function refusalOfNothingLost(
  { status, principalOutstanding, creditBalance }: LoanPosition,
  { payload: { exponent } }: WriteOffEvent,
): Judgement | undefined {
  if (status !== 'Active') {
    return refuse('LOAN_NOT_ACTIVE', `The loan is ${status}: nothing is left to write off.`)
  }
  // Where there is credit no interest is open.
  if (creditBalance === 0n || creditBalance < principalOutstanding) return undefined
  const [credit, open] = [creditBalance, principalOutstanding].map((minor) =>
    formatMinor(minor, exponent),
  )
  return refuse(
    'LOAN_NOT_ACTIVE',
    `The loan's credit of ${credit} covers its open principal of ${open}: nothing is lost.`,
  )
}

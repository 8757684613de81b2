import type { CivilDate } from '../values/calendar'
import type { Judgement, LoanPosition } from './position'
import { WRITTEN_OFF } from './status'
import { refuse } from './verdicts'

/** No event is about nothing; undefined where the amount is above zero. */
export function refusalOfNothing(amount: bigint): Judgement | undefined {
  if (amount > 0n) return undefined
  return refuse('VALIDATION_FAILED', 'The amount, without fees, must be above zero.')
}

/** What every event behind the disbursement must meet; undefined where it does. */
export function refusalBehindDisbursement(
  position: LoanPosition,
  customerId: string,
  date: CivilDate,
): Judgement | undefined {
  const { disbursedOn } = position
  if (disbursedOn === null) {
    return refuse('ORDER_VIOLATION', 'The loan has no posted disbursement: it comes first.')
  }
  if (position.customerId !== customerId) {
    return refuse('CUSTOMER_MISMATCH', 'The loan was disbursed to another customerId.')
  }
  if (position.status === WRITTEN_OFF) {
    return refuse('LOAN_WRITTEN_OFF', 'The loan was written off: nothing follows but reversals.')
  }
  if (date < disbursedOn) {
    return refuse(
      'DATE_BEFORE_DISBURSEMENT',
      `The loan was disbursed on ${disbursedOn}: nothing can happen to it on ${date}.`,
    )
  }
  return undefined
}

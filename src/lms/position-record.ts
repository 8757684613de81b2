import type { CivilDate } from '../domain/values/calendar'
import type { LoanPosition, LoanStatus } from '../domain/pushed/position'

/** A position as JSON: amounts are minor units as decimal digits. */
export interface PositionRecord {
  status: LoanStatus
  customerId: string | null
  principal: string
  principalOutstanding: string
  interestOutstanding: string
  creditBalance: string
  disbursedOn: CivilDate | null
  settledOn: CivilDate | null
}

/** What the loan's events tell of its credit is not kept: they can be asked again. */
export function toRecord({ credits: _, ...position }: LoanPosition): PositionRecord {
  return {
    ...position,
    principal: position.principal.toString(),
    principalOutstanding: position.principalOutstanding.toString(),
    interestOutstanding: position.interestOutstanding.toString(),
    creditBalance: position.creditBalance.toString(),
  }
}

export function fromRecord(record: PositionRecord): LoanPosition {
  return {
    ...record,
    principal: BigInt(record.principal),
    principalOutstanding: BigInt(record.principalOutstanding),
    interestOutstanding: BigInt(record.interestOutstanding),
    creditBalance: BigInt(record.creditBalance),
  }
}

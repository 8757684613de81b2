import type { CivilDate } from '../values/calendar'
import { assertInvariant } from '../values/invariant'
import { least } from '../values/money'

/** What is left of one receipt that paid more than was open. */
export interface CreditLot {
  /** The receipt's. */
  date: CivilDate
  /** Minor units, above zero. */
  open: bigint
}

/** Which receipts' credit is taken first: as the receipts came, or by their dates. */
export type TakenBy = 'ARRIVAL' | 'DATE'

/** What stands to the customer's credit on a day, and on every later one: nothing else uses it. */
export function standingOn(lots: readonly CreditLot[], day: CivilDate): bigint {
  return lots.reduce((sum, { date, open }) => (date <= day ? sum + open : sum), 0n)
}

/** @param lots in the order in which their receipts came, which is kept */
export function withoutCredit(
  lots: readonly CreditLot[],
  amount: bigint,
  by: TakenBy,
): readonly CreditLot[] {
  const inOrder = by === 'ARRIVAL' ? lots : lots.toSorted(byDate)
  const left = new Map<CreditLot, bigint>()
  let rest = amount
  for (const lot of inOrder) {
    const taken = least(rest, lot.open)
    left.set(lot, lot.open - taken)
    rest -= taken
  }
  assertInvariant(rest === 0n, 'No more credit is used than receipts have left.')
  return lots
    .map((lot) => ({ date: lot.date, open: left.get(lot) ?? 0n }))
    .filter(({ open }) => open > 0n)
}

function byDate(one: CreditLot, other: CreditLot): number {
  if (one.date === other.date) return 0
  return one.date < other.date ? -1 : 1
}

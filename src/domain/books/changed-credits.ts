import { creditKey, creditKindOf } from './books'
import type { NewCredit, OpenCredit } from './books'
import type { CreditChange } from './ledger-change'

/**
 * How credits move when events are booked: what new receipts leave, and how much more or less the older
 * ones do.
 * @param before what is open without the events
 * @param after what is open with them
 */
export function changedCredits(
  made: readonly NewCredit[],
  before: readonly OpenCredit[],
  after: readonly OpenCredit[],
): CreditChange[] {
  const [gone, come] = [without(before, after), without(after, before)]
  const amounts = new Map(made.map((credit) => [creditKey(credit), credit.amount]))
  const [openBefore, openAfter] = [gone, come].map(
    (credits) => new Map(credits.map((credit) => [creditKey(credit), credit.open])),
  )
  const credits = new Map([...made, ...gone, ...come].map((one) => [creditKey(one), one]))
  return [...credits]
    .map(([key, credit]) => ({
      ...{
        eventId: credit.eventId,
        kind: creditKindOf(credit),
        seq: credit.seq,
        date: credit.date,
      },
      amountDelta: amounts.get(key) ?? 0n,
      openDelta: (openAfter?.get(key) ?? 0n) - (openBefore?.get(key) ?? 0n),
    }))
    .filter(({ amountDelta, openDelta }) => amountDelta !== 0n || openDelta !== 0n)
}

/** Those that are not the very same there: of as many as a loan has events, an event moves a few. */
function without(credits: readonly OpenCredit[], others: readonly OpenCredit[]): OpenCredit[] {
  const same = new Set(others)
  const moved: OpenCredit[] = []
  for (const credit of credits) if (!same.has(credit)) moved.push(credit)
  return moved
}

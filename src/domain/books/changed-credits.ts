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
  const amounts = new Map(made.map((credit) => [creditKey(credit), credit.amount]))
  const [openBefore, openAfter] = [before, after].map(
    (credits) => new Map(credits.map((credit) => [creditKey(credit), credit.open])),
  )
  const credits = new Map([...made, ...before, ...after].map((one) => [creditKey(one), one]))
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

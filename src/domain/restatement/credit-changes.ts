import { creditKey, type CreditKind, type OpenCredit } from '../books/books'
import type { CreditChange } from '../books/ledger-change'
import type { CivilDate } from '../values/calendar'
import { assertInvariant } from '../values/invariant'
import type { StoredPosting } from './stored-posting'

/** How what each receipt has left moves in one restatement. */
export class CreditChanges {
  readonly #changes = new Map<string, { change: CreditChange; openBefore: bigint }>()

  /** The receipt leaves so much now. */
  setTo(stored: StoredPosting, kind: CreditKind, amount: bigint, date?: CivilDate): void {
    const { eventId, seq } = stored.event
    const before = kind === 'CREDIT' ? stored.credit : stored.advance
    const since = before?.date ?? date
    if (since === undefined) return
    const amountDelta = amount - (before?.amount ?? 0n)
    const change = { eventId, kind, seq, date: since, amountDelta, openDelta: 0n }
    this.#changes.set(creditKey(change), { change, openBefore: before?.open ?? 0n })
  }

  /** @param left what all receipts have left in the end */
  all(left: readonly OpenCredit[]): CreditChange[] {
    const openNow = new Map(left.map((credit) => [creditKey(credit), credit.open]))
    for (const key of openNow.keys()) {
      assertInvariant(this.#changes.has(key), 'Credit is left that no receipt brought.')
    }
    return [...this.#changes]
      .map(([key, { change, openBefore }]) => ({
        ...change,
        openDelta: (openNow.get(key) ?? 0n) - openBefore,
      }))
      .filter(({ amountDelta, openDelta }) => amountDelta !== 0n || openDelta !== 0n)
  }
}

import type { CivilDate } from '../values/calendar'
import { assertInvariant } from '../values/invariant'
import type { CreditChange } from '../books/ledger-change'
import type { StoredPosting } from './stored-posting'

/** How each receipt's credit moves in one reversal. */
export class CreditChanges {
  readonly #changes = new Map<string, CreditChange>()
  /** Use of credit whose receipt was not looked at yet. */
  readonly #used = new Map<string, bigint>()

  /** An allocation used credit of a receipt; a negative amount gives it back. */
  use(receiptId: string, amount: bigint): void {
    this.#used.set(receiptId, (this.#used.get(receiptId) ?? 0n) + amount)
  }

  /** The receipt leaves so much credit now. */
  setTo({ event, credit }: StoredPosting, amount: bigint, date?: CivilDate): void {
    const amountDelta = amount - (credit?.amount ?? 0n)
    const since = credit?.date ?? date
    if (since === undefined) return
    const { eventId, seq } = event
    this.#changes.set(eventId, { eventId, seq, date: since, amountDelta, openDelta: amountDelta })
  }

  all(): CreditChange[] {
    for (const [eventId, used] of this.#used) {
      const change = this.#changes.get(eventId)
      assertInvariant(change !== undefined || used === 0n, 'Credit is used that no receipt left.')
    }
    return [...this.#changes.values()]
      .map((change) => ({
        ...change,
        openDelta: change.amountDelta - (this.#used.get(change.eventId) ?? 0n),
      }))
      .filter(({ amountDelta, openDelta }) => amountDelta !== 0n || openDelta !== 0n)
  }
}

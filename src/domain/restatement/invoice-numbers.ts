import type { NumberInvoice } from '../books/posting-draft'
import type { StoredPosting } from './stored-posting'

/**
 * Numbers the invoices of a derivation: one that the event has raised before keeps its number,
 * another amount makes another invoice, since a number is never used again.
 */
export class InvoiceNumbers {
  #next: number

  constructor(next: number) {
    this.#next = next
  }

  /** The first number that was never used. */
  get next(): number {
    return this.#next
  }

  of({ invoices }: Pick<StoredPosting, 'invoices'>): NumberInvoice {
    const unused = [...invoices]
    return ({ type, date, amount }) => {
      const place = unused.findIndex(
        (one) => one.type === type && one.date === date && one.amount === amount,
      )
      const [same] = place < 0 ? [] : unused.splice(place, 1)
      return same?.no ?? this.#next++
    }
  }
}

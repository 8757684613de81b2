import { least } from '../values/money'
import type { OpenCredit, OpenInvoice } from './books'

/** What one item takes of an amount, or gives towards it. */
export interface Share<Item> {
  from: Item
  amount: bigint
}

interface Shared<Item> {
  shares: readonly Share<Item>[]
  /** What no item was left for. */
  rest: bigint
}

/** Divides an amount over items in their order, each filled before the next is touched. */
export function share<Item extends { open: bigint }>(
  amount: bigint,
  items: readonly Item[],
): Shared<Item> {
  const shares: Share<Item>[] = []
  let rest = amount
  for (const item of items) {
    if (rest === 0n) break
    const taken = least(rest, item.open)
    shares.push({ from: item, amount: taken })
    rest -= taken
  }
  return { shares, rest }
}

/** FIFO over invoices: by date, then by number. */
export function oldestInvoicesFirst(invoices: readonly OpenInvoice[]): readonly OpenInvoice[] {
  return invoices.toSorted((one, other) => {
    if (one.date !== other.date) return one.date < other.date ? -1 : 1
    return one.no - other.no
  })
}

/** FIFO over credit: in the order in which its receipts came. */
export function oldestCreditsFirst(credits: readonly OpenCredit[]): readonly OpenCredit[] {
  return credits.toSorted((one, other) => one.seq - other.seq)
}

export function totalOf(parts: readonly { amount: bigint }[]): bigint {
  return parts.reduce((total, part) => total + part.amount, 0n)
}

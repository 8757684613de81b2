import type { Split } from '../../engine/derived-loan'

/**
 * The event after which nothing is outstanding, and never is again: it recognises the interest that
 * is left.
 * @param splits in book order
 */
export function closingEvent(splits: readonly Split[]): string | null {
  const lastOwing = splits.findLastIndex(({ totalAfter }) => totalAfter > 0n)
  return splits[lastOwing + 1]?.eventId ?? null
}

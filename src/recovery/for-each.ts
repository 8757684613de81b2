/**
 * Works on items as they come, a bounded number at a time. Rejects with the first failure, once
 * all that was under way has ended; nothing is begun after it.
 */
export async function forEach<Item>(
  items: AsyncIterable<Item>,
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>()
  const failures: unknown[] = []
  for await (const item of items) {
    if (failures.length > 0) break
    const tracked = work(item)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(tracked))
    underWay.add(tracked)
    if (underWay.size >= concurrency) await Promise.race(underWay)
  }
  await Promise.all(underWay)
  if (failures.length > 0) throw failures[0]
}

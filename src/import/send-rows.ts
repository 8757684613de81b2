import type { OutgoingRow } from './import-row'
import { LoanQueues } from './loan-queues'

export interface SendOptions {
  /** Rows of one request. */
  batchSize: number
  /** Requests under way at once. */
  concurrency: number
  /** Rows read ahead at most: the more, the more rows of a loan go together. */
  readAhead: number
  /** Sends rows and resolves when they are answered. */
  send(batch: readonly OutgoingRow[]): Promise<void>
  /** Nothing more is sent once it is aborted; what is under way is finished. */
  signal: AbortSignal
}

/**
 * Sends rows as they are read, in order per loan, many loans at a time. Rejects with the first
 * failure once what was under way has ended.
 */
export async function sendRows(
  rows: AsyncIterable<OutgoingRow>,
  options: SendOptions,
): Promise<void> {
  const { batchSize, concurrency, readAhead, signal } = options
  const queues = new LoanQueues()
  const underWay = new Set<Promise<void>>()
  const failures: unknown[] = []
  const isOver = (): boolean => signal.aborted || failures.length > 0
  const canStart = (): boolean => queues.ready > 0 && underWay.size < concurrency
  const start = (): void => {
    const batch = queues.take(batchSize)
    const tracked = options
      .send(batch)
      .then(() => queues.release(batch))
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(tracked))
    underWay.add(tracked)
  }

  for await (const row of rows) {
    queues.add(row)
    while (!isOver() && queues.ready >= batchSize && canStart()) start()
    while (!isOver() && queues.size >= readAhead) {
      if (canStart()) start()
      else await Promise.race(underWay)
    }
    if (isOver()) break
  }
  while (!isOver() && queues.size > 0) {
    if (canStart()) start()
    else await Promise.race(underWay)
  }
  await Promise.all(underWay)
  if (failures.length > 0) throw failures[0]
}

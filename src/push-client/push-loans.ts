import type { Push, PushAnswer, PushClient } from './push-client'

/** Loans under way at once: enough to keep the API busy, few enough to keep it answering. */
const CONCURRENCY = 32

/**
 * Sends the events of many loans: those of one loan in their order, each when the one before is
 * answered, many loans at a time. Rejects with the first request that got no answer.
 */
export async function pushLoans<Row extends Push>(
  client: Pick<PushClient, 'push'>,
  loans: Iterable<readonly Row[]>,
  onAnswer: (row: Row, answer: PushAnswer) => void,
): Promise<void> {
  const waiting = loans[Symbol.iterator]()
  let isFailed = false
  const sendLoans = async (): Promise<void> => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      for (const row of next.value) {
        if (isFailed) return
        onAnswer(row, await client.push(row))
      }
    }
  }
  const senders = Array.from({ length: CONCURRENCY }, async () => {
    try {
      await sendLoans()
    } catch (error) {
      isFailed = true
      throw error
    }
  })
  await Promise.all(senders)
}

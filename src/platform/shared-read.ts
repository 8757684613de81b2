import type { Clock } from './clock'

/**
 * One reading for all who ask while it is under way, and for whoever asks soon after: however many
 * ask, what is behind it is asked once at a time.
 * @param goodForMs how long what was read stands; what failed is not kept
 */
export function sharedRead<Value>(
  clock: Clock,
  goodForMs: number,
  read: () => Promise<Value>,
): () => Promise<Value> {
  let shared: Promise<Value> | undefined
  let readAt: number | undefined
  const begin = async () => {
    readAt = undefined
    try {
      const value = await read()
      readAt = clock.now().getTime()
      return value
    } catch (error) {
      shared = undefined
      throw error
    }
  }
  return () => {
    const age = readAt === undefined ? 0 : clock.now().getTime() - readAt
    // A clock that was put back makes nothing fresh.
    if (shared === undefined || age >= goodForMs || age < 0) shared = begin()
    return shared
  }
}

import { setTimeout as sleep } from 'node:timers/promises'

export interface RetryOptions {
  /** Tries in all, the first included. */
  attempts: number
  /** Wait before the second try; doubles with each further one, half of it random. */
  baseDelayMs: number
  retryable(error: unknown): boolean
}

/** Runs the operation again while its error is one that another try may not meet. */
export async function retry<T>(options: RetryOptions, operation: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await operation()
    } catch (error) {
      if (attempt >= options.attempts || !options.retryable(error)) throw error
      await sleep(jittered(options.baseDelayMs * 2 ** (attempt - 1)))
    }
  }
}

function jittered(delayMs: number): number {
  return delayMs / 2 + Math.random() * (delayMs / 2)
}

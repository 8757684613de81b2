import { AppError } from '../../src/platform/errors'
import { retry } from '../../src/platform/retry'
import { PushClient } from '../../src/push-client/push-client'
import type { Push, PushAnswer } from '../../src/push-client/push-client'

/** About a minute in all. */
const PATIENCE = { attempts: 11, baseDelayMs: 50 }

/**
 * Pushes by turns to several APIs, as through a load balancer: a request that one of them did not
 * answer goes to the next.
 */
export class BalancedClient {
  /** Requests that were sent again. */
  repeats = 0
  readonly #clients: readonly PushClient[]
  #turn = 0

  constructor(urls: readonly string[], apiKey: string) {
    this.#clients = urls.map((url) => new PushClient({ url, apiKey, attempts: 1 }))
  }

  push(event: Push): Promise<PushAnswer> {
    const retryable = (error: unknown): boolean => {
      const isLost = error instanceof AppError && error.code === 'PUSH_UNANSWERED'
      if (isLost) this.repeats += 1
      return isLost
    }
    return retry({ ...PATIENCE, retryable }, () => this.#next().push(event))
  }

  #next(): PushClient {
    const client = this.#clients[this.#turn % this.#clients.length]
    if (client === undefined) throw new Error('there is no API to push to')
    this.#turn += 1
    return client
  }
}

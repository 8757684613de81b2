import { setTimeout as sleep } from 'node:timers/promises'

import { AppError } from '../../src/platform/errors'
import { retry } from '../../src/platform/retry'
import { PushClient } from '../../src/push-client/push-client'
import type { Push, PushAnswer } from '../../src/push-client/push-client'

/** About a minute in all. */
const PATIENCE = { attempts: 11, baseDelayMs: 50 }

/** So long an API that did not answer is left out. */
const REST_MS = 1_000

interface Target {
  client: PushClient
  restsUntil: number
}

/**
 * Pushes by turns to several APIs, as through a load balancer: a request that one of them did not
 * answer goes to the next.
 */
export class BalancedClient {
  /** Requests that were sent again. */
  repeats = 0
  readonly #targets: readonly Target[]
  readonly #intervalMs: number
  #turn = 0
  #nextAt = 0

  /** As fast as the APIs answer, or so many events a second at most. */
  constructor(urls: readonly string[], apiKey: string, eventsPerSecond = Infinity) {
    this.#targets = urls.map((url) => ({
      client: new PushClient({ url, apiKey, attempts: 1 }),
      restsUntil: 0,
    }))
    this.#intervalMs = 1000 / eventsPerSecond
  }

  async push(event: Push): Promise<PushAnswer> {
    await this.#pace()
    return retry({ ...PATIENCE, retryable: isUnanswered }, async () => {
      const target = this.#next()
      try {
        return await target.client.push(event)
      } catch (error) {
        if (isUnanswered(error)) {
          this.repeats += 1
          target.restsUntil = Date.now() + REST_MS
        }
        throw error
      }
    })
  }

  async #pace(): Promise<void> {
    const now = Date.now()
    const at = Math.max(now, this.#nextAt)
    this.#nextAt = at + this.#intervalMs
    if (at > now) await sleep(at - now)
  }

  #next(): Target {
    const now = Date.now()
    const awake = this.#targets.filter(({ restsUntil }) => restsUntil <= now)
    const choice = awake.length > 0 ? awake : this.#targets
    const target = choice[this.#turn % choice.length]
    if (target === undefined) throw new Error('there is no API to push to')
    this.#turn += 1
    return target
  }
}

function isUnanswered(error: unknown): boolean {
  return error instanceof AppError && error.code === 'PUSH_UNANSWERED'
}

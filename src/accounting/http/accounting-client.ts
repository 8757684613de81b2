import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  bulkhead,
  circuitBreaker,
  handleWhen,
  wrap,
} from 'cockatiel'

import { AccountingFault } from './accounting-fault'
import type { FaultCode } from './accounting-fault'
import { exchange } from './exchange'
import type { Reply } from './exchange'
import type { PushRequest } from './push-request'

export interface AccountingClientOptions {
  /** Where the Accounting is, without `/lms-integration`. */
  url: string
  apiKey: string
  /** For one exchange, its body included. */
  timeoutSeconds: number
  /** How long it is left alone after it failed several times in a row. */
  leaveAloneMs?: number
}

const FAILURES_TO_LEAVE_ALONE = 5
const LEAVE_ALONE_MS = 5_000
const REQUESTS_AT_ONCE = 50

/**
 * Speaks the push contract to another system's Accounting, for all loans of a worker: with a
 * bound on requests under way, a breaker, and the pauses that the other side asks for.
 */
export class AccountingClient {
  readonly #url: string
  readonly #headers: Record<string, string>
  readonly #timeoutMs: number
  readonly #leaveAloneMs: number
  readonly #waitSeconds: number
  readonly #policy
  #pausedUntil = 0

  constructor(options: AccountingClientOptions) {
    const { url, apiKey, timeoutSeconds, leaveAloneMs = LEAVE_ALONE_MS } = options
    this.#url = `${url.replace(/\/+$/, '')}/lms-integration`
    this.#headers = { 'X-LMS-API-Key': apiKey, Accept: 'application/json' }
    this.#timeoutMs = timeoutSeconds * 1000
    this.#leaveAloneMs = leaveAloneMs
    this.#waitSeconds = Math.max(1, Math.floor(timeoutSeconds / 2))
    this.#policy = wrap(
      bulkhead(REQUESTS_AT_ONCE, Number.MAX_SAFE_INTEGER),
      circuitBreaker(handleWhen(isTheirFault), {
        halfOpenAfter: leaveAloneMs,
        breaker: new ConsecutiveBreaker(FAILURES_TO_LEAVE_ALONE),
      }),
    )
  }

  /** Sends an event and waits a little for its outcome. */
  push({ path, body }: PushRequest, key: string, stop: AbortSignal): Promise<Reply> {
    const headers = {
      ...this.#headers,
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
      Prefer: `wait=${this.#waitSeconds}`,
    }
    return this.#ask(`${this.#url}/${path}`, { method: 'POST', headers, body }, stop)
  }

  /** The present state of an event that was accepted before. */
  event(remoteEventId: string, stop: AbortSignal): Promise<Reply> {
    const url = `${this.#url}/events/${encodeURIComponent(remoteEventId)}`
    return this.#ask(url, { method: 'GET', headers: this.#headers }, stop)
  }

  async #ask(url: string, init: RequestInit, stop: AbortSignal): Promise<Reply> {
    const pauseMs = this.#pausedUntil - Date.now()
    if (pauseMs > 0) {
      throw new AccountingFault('ACCOUNTING_UNAVAILABLE', 'Accounting asked for a pause.', pauseMs)
    }
    try {
      return await this.#policy.execute(() => exchange(url, init, this.#timeoutMs, stop))
    } catch (error) {
      if (error instanceof BrokenCircuitError) {
        throw new AccountingFault(
          'ACCOUNTING_UNAVAILABLE',
          `Accounting has failed ${FAILURES_TO_LEAVE_ALONE} times in a row: it is left alone for a moment.`,
          this.#leaveAloneMs,
        )
      }
      if (error instanceof AccountingFault && error.retryAfterMs !== null) {
        this.#pausedUntil = Math.max(this.#pausedUntil, Date.now() + error.retryAfterMs)
      }
      throw error
    }
  }
}

/** An exchange that this side has broken off says nothing about the other one, nor does a key it refuses. */
const OURS: ReadonlySet<FaultCode> = new Set(['ACCOUNTING_INTERRUPTED', 'ACCOUNTING_UNAUTHORIZED'])

export function isTheirFault(error: unknown): boolean {
  return error instanceof AccountingFault && !OURS.has(error.faultCode)
}

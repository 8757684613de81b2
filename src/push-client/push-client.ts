import { stringify } from 'lossless-json'

import type { EventStatus } from '../domain/events/event-status'
import { PUSH_NAMES } from '../domain/events/kinds'
import type { LoanEventKind } from '../domain/events/kinds'
import { AppError, errorMessage } from '../platform/errors'
import type { FieldError } from '../platform/errors'
import { retry } from '../platform/retry'

/** One event for the push API. */
export interface Push {
  kind: LoanEventKind
  /** The request's fields as the push API names them. */
  body: Readonly<Record<string, unknown>>
  /** Idempotency-Key; without one an equal event is a repeat. */
  key: string | null
}

/** One event of a batch: `type`, `key` and the request's fields, as they are read from a file. */
export type BatchEvent = Readonly<Record<string, unknown>>

/** The part of the push API's answers that a sender needs. */
export type PushAnswer =
  | {
      success: true
      eventId: string
      staging: { status: 'STAGED' | 'DUPLICATE'; sequence: number }
      push: {
        status: 'QUEUED' | Exclude<EventStatus, 'STAGED'>
        error: { code: string; message: string } | null
      }
      warnings: string[]
    }
  | RefusedPush

/** An event as it stands, as far as a sender needs it. */
export interface FoundEvent {
  eventId: string
  loanId: string
  push: Extract<PushAnswer, { success: true }>['push']
}

/** How an event is named that is looked up. */
export type EventName = { eventId: string } | { key: string }

interface RefusedPush {
  success: false
  error: { code: string; message: string; fields: FieldError[] }
}

export interface PushClientOptions {
  /** Of the API, such as http://127.0.0.1:3000. */
  url: string
  apiKey: string
  /** Tries of one request in all; 9 unless given, within about a minute. */
  attempts?: number
}

const TIMEOUT_MS = 30_000

/** The API takes a mebibyte; beside the events there is a little around them. */
const LARGEST_BATCH = 1_000_000

/**
 * Sends events to the push API. A request whose answer was lost, or that met a server that is
 * down, is sent again: with its key, or as an equal event, it is taken only once.
 */
export class PushClient {
  readonly #options: PushClientOptions

  constructor(options: PushClientOptions) {
    this.#options = options
  }

  /** Resolves with the answer, a refusal included; rejects where there was none. */
  async push({ kind, body, key }: Push): Promise<PushAnswer> {
    const headers: Record<string, string> = key === null ? {} : { 'Idempotency-Key': key }
    const text = await this.#post(PUSH_NAMES[kind], JSON.stringify(body), headers)
    return JSON.parse(text) as PushAnswer
  }

  /** Up to 500 events, staged in this order; numbers keep their own text. Answers in the order. */
  pushBatch(events: readonly BatchEvent[]): Promise<PushAnswer[]> {
    return this.#pushTexts(events.map((event) => stringify(event) ?? ''))
  }

  /** Up to 500 events as they stand, in the order of their names; null where there is none. */
  async lookUp(events: readonly EventName[]): Promise<(FoundEvent | null)[]> {
    const text = await this.#post('lookup', JSON.stringify({ events }), {})
    const answer = JSON.parse(text) as { answers: (FoundEvent | null)[] } | RefusedPush
    if ('answers' in answer) return answer.answers
    throw new AppError('PUSH_REFUSED', `The look-up was refused: ${answer.error.message}`)
  }

  async #pushTexts(events: readonly string[]): Promise<PushAnswer[]> {
    const size = events.reduce((bytes, event) => bytes + Buffer.byteLength(event) + 1, 0)
    if (size > LARGEST_BATCH) {
      if (events.length === 1) return [TOO_LARGE]
      const half = Math.ceil(events.length / 2)
      const first = await this.#pushTexts(events.slice(0, half))
      return [...first, ...(await this.#pushTexts(events.slice(half)))]
    }
    const text = await this.#post('batch', `{"events":[${events.join(',')}]}`, {})
    const answer = JSON.parse(text) as { answers: PushAnswer[] } | RefusedPush
    if ('answers' in answer) return answer.answers
    throw new AppError('PUSH_REFUSED', `The batch was refused: ${answer.error.message}`)
  }

  #post(path: string, body: string, headers: Record<string, string>): Promise<string> {
    const attempts = this.#options.attempts ?? 9
    const options = { attempts, baseDelayMs: 200, retryable: isUnanswered }
    return retry(options, () => this.#send(path, body, headers))
  }

  async #send(path: string, body: string, headers: Record<string, string>): Promise<string> {
    const { url, apiKey } = this.#options
    let response: Response
    let text: string
    try {
      response = await fetch(`${url}/lms-integration/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-LMS-API-Key': apiKey, ...headers },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      text = await response.text()
    } catch (error) {
      throw new Unanswered(`${url} does not answer: ${errorMessage(error)}`, { cause: error })
    }
    if (response.ok) return text
    if (response.status >= 500) throw new Unanswered(`${url} answered ${response.status}: ${text}`)
    throw new AppError('PUSH_REFUSED', `${url} answered ${response.status}: ${text}`)
  }
}

const TOO_LARGE: RefusedPush = {
  success: false,
  error: {
    code: 'PAYLOAD_TOO_LARGE',
    message: 'The event is larger than the API takes.',
    fields: [],
  },
}

/** Nobody knows what became of the request. */
class Unanswered extends AppError {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super('PUSH_UNANSWERED', message, options)
  }
}

function isUnanswered(error: unknown): boolean {
  return error instanceof Unanswered
}

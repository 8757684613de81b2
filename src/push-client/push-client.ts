import type { LoanEvent } from '../domain/events'
import { AppError, errorMessage } from '../platform/errors'
import type { FieldError } from '../platform/errors'
import { retry } from '../platform/retry'

/** One event for the push API. */
export interface Push {
  kind: LoanEvent['kind']
  /** The request's fields as the push API names them. */
  body: Readonly<Record<string, unknown>>
  /** Idempotency-Key; without one an equal event is a repeat. */
  key: string | null
}

/** The part of the push API's answers that a sender needs. */
export type PushAnswer =
  | {
      success: true
      eventId: string
      staging: { status: 'STAGED' | 'DUPLICATE'; sequence: number }
      push: { status: 'QUEUED' | 'POSTED' | 'FAILED' | 'PARKED' | 'REVERSED' }
      warnings: string[]
    }
  | { success: false; error: { code: string; message: string; fields: FieldError[] } }

export interface PushClientOptions {
  /** Of the API, such as http://127.0.0.1:3000. */
  url: string
  apiKey: string
  /** Tries of one request in all; 9 unless given, within about a minute. */
  attempts?: number
}

const PATHS = {
  DISBURSEMENT: 'disbursement',
  REVENUE_REPORT: 'revenue-report',
  REPAYMENT: 'repayment',
  EARLY_SETTLEMENT: 'early-settlement',
} as const satisfies Record<LoanEvent['kind'], string>

const TIMEOUT_MS = 30_000

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
  push(push: Push): Promise<PushAnswer> {
    const attempts = this.#options.attempts ?? 9
    const options = { attempts, baseDelayMs: 200, retryable: isUnanswered }
    return retry(options, () => this.#send(push))
  }

  async #send({ kind, body, key }: Push): Promise<PushAnswer> {
    const { url, apiKey } = this.#options
    let response: Response
    let text: string
    try {
      response = await fetch(`${url}/lms-integration/${PATHS[kind]}`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-LMS-API-Key': apiKey,
          ...(key === null ? {} : { 'Idempotency-Key': key }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      text = await response.text()
    } catch (error) {
      throw new Unanswered(`${url} does not answer: ${errorMessage(error)}`, { cause: error })
    }
    if (response.ok) return JSON.parse(text) as PushAnswer
    if (response.status >= 500) throw new Unanswered(`${url} answered ${response.status}: ${text}`)
    throw new AppError('PUSH_REFUSED', `${url} answered ${response.status}: ${text}`)
  }
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

import { AppError, errorMessage } from '../platform/errors'
import { retry } from '../platform/retry'

/** What was said to a write: what it is about as it stands, or why it was refused. */
export type LendingAnswer =
  { taken: true; body: Readonly<Record<string, unknown>> } | { taken: false; message: string }

export interface LendingKeys {
  url: string
  door: 'v1' | 'api/v1/lms'
  keyId: string
  secret: string
}

const TIMEOUT_MS = 60_000
const RETRIES = { attempts: 9, baseDelayMs: 200 }
const JSON_TYPE = { 'Content-Type': 'application/json' }

/**
 * A lender's own system, or a partner's: writes under keys, so that what is sent again is taken once, and
 * waits until the loan has taken it.
 */
export class LendingClient {
  readonly #keys: LendingKeys
  #token: Promise<string> | undefined

  constructor(keys: LendingKeys) {
    this.#keys = keys
  }

  /** @throws AppError where there is no answer */
  async write(path: string, body: object, key: string): Promise<LendingAnswer> {
    const { door } = this.#keys
    const authorized = { ...(await this.#authorization()), 'Idempotency-Key': key }
    // Under its key a command that is under way is asked for again, until it is taken.
    const { status, body: said } = await this.#ask(`${door}/${path}`, body, {
      ...authorized,
      Prefer: 'wait=30',
    })
    if (status === 200 || status === 201) return { taken: true, body: said }
    const message = typeof said.message === 'string' ? said.message : JSON.stringify(said)
    if (status < 500 && status !== 401) return { taken: false, message }
    throw new AppError('LENDING_REFUSED', `/${door}/${path} answered ${status}: ${message}`)
  }

  async #authorization(): Promise<{ Authorization: string }> {
    const { keyId, secret } = this.#keys
    this.#token ??= this.#ask('api/generate-token', { keyId, secret }, {}).then(({ body }) =>
      String(body.token),
    )
    return { Authorization: `Bearer ${await this.#token}` }
  }

  #ask(path: string, body: object, headers: Record<string, string>) {
    return retry({ ...RETRIES, retryable: isUnanswered }, () => this.#send(path, body, headers))
  }

  async #send(path: string, body: object, headers: Record<string, string>) {
    const { url } = this.#keys
    let response: Response
    let text: string
    try {
      response = await fetch(`${url}/${path}`, {
        method: 'POST',
        headers: { ...JSON_TYPE, ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      text = await response.text()
    } catch (error) {
      throw new Unanswered(`${url} does not answer: ${errorMessage(error)}`, { cause: error })
    }
    const { status } = response
    if (status >= 500 || status === 202) throw new Unanswered(`${path} answered ${status}: ${text}`)
    return { status, body: JSON.parse(text) as Record<string, unknown> }
  }
}

/** Nobody knows yet what became of the request. */
class Unanswered extends AppError {
  constructor(message: string, options: { cause?: unknown } = {}) {
    super('LENDING_UNANSWERED', message, options)
  }
}

function isUnanswered(error: unknown): boolean {
  return error instanceof Unanswered
}

import { errorMessage } from '../../platform/errors'
import { AccountingFault } from './accounting-fault'

const LONGEST_BODY = 4_194_304
const LONGEST_PAUSE_MS = 300_000
/** They are about the moment, not about the request. */
const TRANSIENT = new Set([408, 421, 425, 429])

/** An answer of the Accounting itself, in JSON: 2xx, or a 4xx that is about the request. */
export interface Reply {
  status: number
  json: unknown
}

/**
 * One request and its answer.
 * @throws AccountingFault where it was not the Accounting that answered, or not about the request
 */
export async function exchange(
  url: string,
  init: RequestInit,
  timeoutMs: number,
  stop: AbortSignal,
): Promise<Reply> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = AbortSignal.any([stop, timeout])
  try {
    // A redirected POST would arrive as a GET.
    const response = await fetch(url, { ...init, signal, redirect: 'manual' })
    const text = await bodyOf(response)
    throwIfFault(response)
    return { status: response.status, json: parsed(response.status, text) }
  } catch (error) {
    throw error instanceof AccountingFault ? error : notReached(error, stop, timeout)
  }
}

async function bodyOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let [text, length] = ['', 0]
  const body: AsyncIterable<Uint8Array> | null = response.body
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > LONGEST_BODY) throw unreadable(`answered ${response.status} without an end`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function throwIfFault({ status, headers }: Response): void {
  if (status === 401 || status === 403) {
    throw new AccountingFault(
      'ACCOUNTING_UNAUTHORIZED',
      `Accounting does not accept the API key (${status}): ACCOUNTING_API_KEY must be mended.`,
    )
  }
  if (status >= 500 || TRANSIENT.has(status)) {
    const retryAfterMs = retryAfter(headers.get('Retry-After'))
    throw new AccountingFault(
      'ACCOUNTING_UNAVAILABLE',
      `Accounting answers ${status}.`,
      retryAfterMs,
    )
  }
  if (status < 200 || (status >= 300 && status < 400)) {
    throw unreadable(`redirects (${status}): ACCOUNTING_URL must be its own address`)
  }
}

/** What is no JSON comes from something in between: a proxy, a login page, another server. */
function parsed(status: number, text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw unreadable(`answers ${status} without JSON`)
  }
}

/** Milliseconds, out of seconds or a date; null where nothing readable is said. */
function retryAfter(header: string | null): number | null {
  if (header === null) return null
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), LONGEST_PAUSE_MS)
}

function unreadable(what: string): AccountingFault {
  return new AccountingFault('ACCOUNTING_UNREADABLE', `Accounting ${what}.`)
}

function notReached(error: unknown, stop: AbortSignal, timeout: AbortSignal): AccountingFault {
  if (stop.aborted) {
    const message = 'The time for this attempt was over before Accounting answered.'
    return new AccountingFault('ACCOUNTING_INTERRUPTED', message)
  }
  const problem = timeout.aborted ? 'did not answer in time' : `cannot be reached: ${why(error)}`
  return new AccountingFault('ACCOUNTING_UNAVAILABLE', `Accounting ${problem}.`)
}

/** `fetch failed` says nothing, its cause does. */
function why(error: unknown): string {
  const hasCause = typeof error === 'object' && error !== null && 'cause' in error
  return errorMessage(hasCause ? error.cause : error)
}

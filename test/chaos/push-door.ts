import { setTimeout as sleep } from 'node:timers/promises'

import { parse, stringify } from 'lossless-json'

import { PUSH_NAMES } from '../../src/domain/events/kinds'
import { patience } from '../support/patience'
import type { Answer, LoanAnswer } from './answers'
import type { Request } from './request'

export interface Answered {
  answer: Answer
  /** Tries before this one of which nobody knows whether they were taken. */
  lost: number
}

const PATIENCE_MS = 180_000
const PAUSE_MS = 200
const TIMEOUT_MS = 20_000
/** The connection was refused: nothing was sent. */
const NOT_SENT = 'ECONNREFUSED'

/** A client of the push API that sends again until it hears an answer. */
export class PushDoor {
  readonly #url: string
  readonly #apiKey: string

  constructor(url: string, apiKey: string) {
    this.#url = `${url}/lms-integration`
    this.#apiKey = apiKey
  }

  async push(request: Request, waitSeconds: number | null, dryRun = false): Promise<Answered> {
    const { kind, body, key } = request
    const { text, lost } = await this.#ask(PUSH_NAMES[kind], {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(key === null ? {} : { 'Idempotency-Key': key }),
        ...(waitSeconds === null ? {} : { Prefer: `wait=${waitSeconds}` }),
      },
      body: stringify(dryRun ? { ...body, dryRun: true } : body) ?? '',
    })
    return { answer: read(text) as Answer, lost }
  }

  /** Undefined where no event of the loan was ever taken. */
  async loan(loanId: string): Promise<LoanAnswer | undefined> {
    const { status, text } = await this.#ask(`loans/${loanId}?events=1000`, { method: 'GET' })
    if (status === 404) return undefined
    const loan = read(text) as LoanAnswer
    return { ...loan, events: loan.events.toReversed() }
  }

  async #ask(path: string, init: Sent): Promise<{ status: number; text: string; lost: number }> {
    const deadline = Date.now() + patience(PATIENCE_MS)
    for (let lost = 0; ;) {
      const tried = await this.#try(path, init)
      if ('text' in tried) return { ...tried, lost }
      if (tried.mayBeTaken) lost += 1
      if (Date.now() > deadline) throw new Error(`${path}: no answer any more: ${tried.why}`)
      await sleep(PAUSE_MS)
    }
  }

  async #try(
    path: string,
    init: Sent,
  ): Promise<{ status: number; text: string } | { mayBeTaken: boolean; why: string }> {
    try {
      const { status, text } = await this.#fetch(path, init)
      if (status >= 500) return { mayBeTaken: true, why: `${status} ${text}` }
      if (status === 200 || status === 404) return { status, text }
      throw new Unexpected(`${path} answered ${status}: ${text}`)
    } catch (error) {
      if (error instanceof Unexpected) throw error
      const cause = (error as { cause?: { code?: string } }).cause?.code
      return { mayBeTaken: cause !== NOT_SENT, why: String(error) }
    }
  }

  async #fetch(path: string, init: Sent): Promise<{ status: number; text: string }> {
    const response = await fetch(`${this.#url}/${path}`, {
      ...init,
      headers: { ...init.headers, 'X-LMS-API-Key': this.#apiKey },
      signal: AbortSignal.timeout(patience(TIMEOUT_MS)),
    })
    return { status: response.status, text: await response.text() }
  }
}

class Unexpected extends Error {}

interface Sent {
  method: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

/** Numbers stay the text they are. */
function read(text: string): unknown {
  return parse(text, undefined, (number) => number)
}

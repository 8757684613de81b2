import { stringify } from 'lossless-json'

import { PUSH_NAMES } from '../../src/domain/events/kinds'
import type { Answer, LoanAnswer } from './answers'
import { askUntilAnswered, readJson } from './asking'
import type { Reply, Sent } from './asking'
import type { Request } from './request'

export interface Answered {
  answer: Answer
  /** Tries before this one of which nobody knows whether they were taken. */
  lost: number
}

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
    return { answer: readJson(text) as Answer, lost }
  }

  /** Undefined where no event of the loan was ever taken. */
  async loan(loanId: string): Promise<LoanAnswer | undefined> {
    const { status, text } = await this.#ask(`loans/${loanId}?events=1000`, { method: 'GET' })
    if (status === 404) return undefined
    const loan = readJson(text) as LoanAnswer
    return { ...loan, events: loan.events.toReversed() }
  }

  #ask(path: string, init: Sent): Promise<Reply> {
    const headers = { ...init.headers, 'X-LMS-API-Key': this.#apiKey }
    const isAnswer = (status: number) => status === 200 || status === 404
    return askUntilAnswered(`${this.#url}/${path}`, { ...init, headers }, isAnswer)
  }
}

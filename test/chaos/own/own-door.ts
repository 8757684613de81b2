import { strict as assert } from 'node:assert'

import { stringify } from 'lossless-json'

import type { IssuedKeyPair } from '../../../src/identity/key-pairs'
import { askUntilAnswered, readJson } from '../asking'
import type { OwnRequest } from './own-request'

/** An answer of `/v1`: numbers are the text they are. */
export interface OwnAnswer {
  status: number
  body: Readonly<Record<string, unknown>>
}

export interface ShownTransaction {
  id: string
  type: string
  date: string
  amount: string
  principal: string
  interest: string
  fees: string
  penalties: string
  overpaymentPortion: string
  reversed: boolean
}

/** A loan as far as it is looked at here. */
export interface ShownLoan {
  id: string
  status: string
  principal: string
  totalOutstanding: string
  principalOutstanding: string
  interestOutstanding: string
  feesOutstanding: string
  penaltiesOutstanding: string
  overpaidAmount: string
  timeline: { closedOnDate: string | null; overpaidOnDate: string | null }
  summary: Readonly<Record<string, string>>
  charges: { id: string; amountOutstanding: string; chargeTimeType: string }[]
  transactions: ShownTransaction[]
}

const JSON_TYPE = { 'Content-Type': 'application/json' }

/** A lender's own system at `/v1`, which sends again until it hears an answer. */
export class OwnDoor {
  readonly #url: string
  readonly #pair: IssuedKeyPair
  #token: Promise<string> | undefined

  constructor(url: string, pair: IssuedKeyPair) {
    this.#url = url
    this.#pair = pair
  }

  async send(
    { path, body, key }: Pick<OwnRequest, 'path' | 'body' | 'key'>,
    { waitSeconds = null, dryRun = false }: { waitSeconds?: number | null; dryRun?: boolean } = {},
  ): Promise<{ answer: OwnAnswer; lost: number }> {
    const { status, text, lost } = await askUntilAnswered(
      `${this.#url}/v1/${path}`,
      {
        method: 'POST',
        headers: {
          ...JSON_TYPE,
          ...(await this.#authorization()),
          ...(key === null ? {} : { 'Idempotency-Key': key }),
          ...(waitSeconds === null ? {} : { Prefer: `wait=${waitSeconds}` }),
        },
        body: stringify(dryRun ? { ...body, dryRun: true } : body) ?? '',
      },
      (code) => code !== 401 && code !== 429,
    )
    return { answer: { status, body: readJson(text) as OwnAnswer['body'] }, lost }
  }

  /** Undefined before its application was judged. */
  async loan(no: string): Promise<ShownLoan | undefined> {
    const { status, text } = await askUntilAnswered(
      `${this.#url}/v1/loans/${no}`,
      { method: 'GET', headers: await this.#authorization() },
      (code) => code === 200 || code === 404,
    )
    return status === 404 ? undefined : (readJson(text) as ShownLoan)
  }

  async #authorization(): Promise<{ Authorization: string }> {
    this.#token ??= this.#ask()
    return { Authorization: `Bearer ${await this.#token}` }
  }

  async #ask(): Promise<string> {
    const { text } = await askUntilAnswered(
      `${this.#url}/api/generate-token`,
      { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(this.#pair) },
      (code) => code === 200,
    )
    const { token } = readJson(text) as { token?: string }
    assert.ok(token !== undefined)
    return token
  }
}

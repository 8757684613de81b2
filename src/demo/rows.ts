import { createHash } from 'node:crypto'

import type { LoanEventKind } from '../domain/events/kinds'
import type { RefusalCode } from '../domain/events/refusal'

/** What the generator tells of; it sends no reversals. */
export type RowKind = LoanEventKind

/** What becomes of a row. REFUSED: not even staged; FAILED: staged, then refused by a rule. */
export type RowOutcome =
  { status: 'POSTED' | 'DUPLICATE' } | { status: 'FAILED' | 'REFUSED'; code: RefusalCode }

/** One request to the push API. */
export interface Row {
  /** The loan among whose rows it stands; a mistaken body may name another. */
  loanId: string
  kind: RowKind
  /** The request's body: amounts in major units as decimal text. */
  body: Readonly<Record<string, string>>
  /** Idempotency-Key; null for what is sent without one. */
  key: string | null
  expected: RowOutcome
}

/** The rows of one loan in their order, each with a key from its content and its occurrence. */
export class RowList {
  readonly rows: Row[] = []
  readonly #loanId: string
  readonly #occurrences = new Map<string, number>()

  constructor(loanId: string) {
    this.#loanId = loanId
  }

  add(kind: RowKind, body: Row['body'], expected: RowOutcome = { status: 'POSTED' }): void {
    const content = createHash('sha256')
      .update(JSON.stringify([kind, body]))
      .digest('hex')
    const occurrence = (this.#occurrences.get(content) ?? 0) + 1
    this.#occurrences.set(content, occurrence)
    this.#push({ kind, body, key: `${content}-${occurrence}`, expected })
  }

  /** Sends the last row again, as a sender does that did not hear the answer. */
  repeatLast(keyless: boolean): void {
    const last = this.rows.at(-1)
    if (last === undefined) return
    const key = keyless ? null : last.key
    this.#push({ kind: last.kind, body: last.body, key, expected: { status: 'DUPLICATE' } })
  }

  /** Another event under the key of the last row: a mistake of the sender. */
  reuseLastKey(kind: RowKind, body: Row['body']): void {
    const key = this.rows.at(-1)?.key ?? null
    this.#push({ kind, body, key, expected: refused('IDEMPOTENCY_KEY_REUSED') })
  }

  #push(row: Omit<Row, 'loanId'>): void {
    this.rows.push({ ...row, loanId: this.#loanId })
  }
}

export function refused(code: RefusalCode): RowOutcome {
  return { status: 'REFUSED', code }
}

export function failed(code: RefusalCode): RowOutcome {
  return { status: 'FAILED', code }
}

import { createReadStream, existsSync } from 'node:fs'

import { statusOf } from './import-result'
import type { ImportResult, RowStatus } from './import-result'
import type { KeyedRow } from './import-row'
import { lines } from './lines'

export interface RowState {
  status: RowStatus
  attempt: number
  /** Null where it was refused. */
  eventId: string | null
  check: string
}

export interface Reason {
  code: string
  message: string
}

/** 0 is a row without a result. */
const STATUSES: readonly (RowStatus | undefined)[] = [
  ...([undefined, 'QUEUED', 'POSTED', 'REVERSED', 'FAILED', 'PARKED', 'REFUSED'] as const),
]
const SLOT_BYTES = 24
const AT = { check: 0, status: 4, attempt: 6, eventId: 8 } as const
const MOST_ATTEMPTS = 0xffff

/**
 * Where each row stands, by its number, from the results: 24 bytes a row, and the reason of each
 * that is not taken.
 */
export class RowStates {
  #slots = Buffer.alloc(SLOT_BYTES << 10)
  readonly #reasons = new Map<number, Reason>()

  static async of(resultsFile: string): Promise<RowStates> {
    const states = new RowStates()
    if (!existsSync(resultsFile)) return states
    const written = createReadStream(resultsFile, 'utf8') as AsyncIterable<string>
    for await (const line of lines(written)) {
      const result = resultIn(line)
      if (result !== undefined) states.set(result)
    }
    return states
  }

  /** Undefined for a row that has no result, and for one that was changed since. */
  of(row: Pick<KeyedRow, 'number' | 'check' | 'former'>): RowState | undefined {
    const state = this.at(row.number)
    const isSame = [row.check, row.former.check].some((check) => same(check) === state?.check)
    return isSame ? state : undefined
  }

  at(number: number): RowState | undefined {
    const start = number * SLOT_BYTES
    const status = STATUSES[this.#slots[start + AT.status] ?? 0]
    if (status === undefined) return undefined
    const id = this.#slots.toString('hex', start + AT.eventId, start + SLOT_BYTES)
    return {
      status,
      attempt: this.#slots.readUInt16LE(start + AT.attempt),
      eventId: /^0+$/.test(id) ? null : id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
      check: this.#slots.toString('hex', start + AT.check, start + AT.status),
    }
  }

  get hasReasons(): boolean {
    return this.#reasons.size > 0
  }

  /** Why a row is refused, has failed or is parked; undefined for one that is not. */
  reasonOf(number: number): Reason | undefined {
    return this.#reasons.get(number)
  }

  set({ row, check, attempt, eventId, ...result }: ImportResult): void {
    const { code, message } = result
    if (code === null) this.#reasons.delete(row)
    else this.#reasons.set(row, { code, message: message ?? '' })
    const start = row * SLOT_BYTES
    if (start + SLOT_BYTES > this.#slots.length) {
      const grown = Buffer.alloc(Math.max(start + SLOT_BYTES, this.#slots.length * 2))
      this.#slots.copy(grown)
      this.#slots = grown
    }
    const id = (eventId ?? '').replaceAll('-', '').padStart(32, '0')
    this.#slots.write(same(check), start + AT.check, 'hex')
    this.#slots[start + AT.status] = STATUSES.indexOf(statusOf(result))
    this.#slots.writeUInt16LE(Math.min(attempt, MOST_ATTEMPTS), start + AT.attempt)
    this.#slots.write(id, start + AT.eventId, 'hex')
  }
}

/** As much of a check as is kept; one that a version before 0.2 wrote is longer. */
function same(check: string): string {
  return check.slice(0, 2 * (AT.status - AT.check))
}

/** Undefined for a line that an interruption has cut off. */
function resultIn(line: string): ImportResult | undefined {
  try {
    // Versions before 0.2 knew of no second attempt.
    return { attempt: 1, ...(JSON.parse(line) as Omit<ImportResult, 'attempt'>) }
  } catch {
    return undefined
  }
}

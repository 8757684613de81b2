import { existsSync, createReadStream } from 'node:fs'

import { checkOf } from './import-result'
import type { ImportResult } from './import-result'
import type { KeyedRow } from './import-row'
import { lines, textPieces } from './text-pieces'

/**
 * The rows that have their answer already, from the results file of an earlier run: four bytes a
 * row, by number. A row that was changed since then is another one.
 */
export class AnsweredRows {
  #checks = new Uint32Array(1 << 10)

  static async of(resultsFile: string): Promise<AnsweredRows> {
    const answered = new AnsweredRows()
    if (!existsSync(resultsFile)) return answered
    for await (const line of lines(textPieces(createReadStream(resultsFile), () => undefined))) {
      const result = resultIn(line)
      if (result !== undefined) answered.#add(result.row, result.check)
    }
    return answered
  }

  has(row: KeyedRow): boolean {
    return this.#checks[row.number] === numberOf(checkOf(row))
  }

  #add(row: number, check: string): void {
    if (row >= this.#checks.length) {
      const grown = new Uint32Array(Math.max(row + 1, this.#checks.length * 2))
      grown.set(this.#checks)
      this.#checks = grown
    }
    this.#checks[row] = numberOf(check)
  }
}

/** Never 0, which stands for a row without an answer. */
function numberOf(check: string): number {
  return Number.parseInt(check.slice(0, 8), 16) || 1
}

/** Undefined for a line that an interruption has cut off. */
function resultIn(line: string): (ImportResult & { check: string }) | undefined {
  try {
    return JSON.parse(line) as ImportResult & { check: string }
  } catch {
    return undefined
  }
}

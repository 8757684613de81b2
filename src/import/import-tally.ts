import { statusOf } from './import-result'
import type { ImportResult, PushStatus, RowStatus } from './import-result'

/** What an import has done so far, in rows. */
export class ImportTally {
  /** Of the source sent so far. */
  bytes = 0
  /** Of the file; known once it was read through. */
  rows = 0
  /** They stand, or wait for their outcome, since an earlier run. */
  skipped = 0
  staged = 0
  /** Those of the staged whose attempt before had failed. */
  again = 0
  duplicates = 0
  refused = 0
  /** Accepted, and without an outcome when the import ended. */
  waiting = 0
  readonly outcomes: Record<Exclude<PushStatus, 'QUEUED'>, number> = {
    ...{ POSTED: 0, REVERSED: 0, FAILED: 0, PARKED: 0 },
  }
  /** Of what was refused, failed or is parked: how many by status and code. */
  readonly codes = new Map<RowStatus, Map<string, number>>()

  get answered(): number {
    return this.skipped + this.staged + this.duplicates + this.refused
  }

  /** Whether every row that was looked at stands in the books. */
  get isWhole(): boolean {
    const { FAILED, PARKED } = this.outcomes
    return this.refused + FAILED + PARKED + this.waiting === 0
  }

  add(result: ImportResult): void {
    const status = statusOf(result)
    if (result.status === 'STAGED') this.staged += 1
    if (result.status === 'STAGED' && result.attempt > 1) this.again += 1
    if (result.status === 'DUPLICATE') this.duplicates += 1
    // What is parked is asked for again at the end, as is what has no outcome yet.
    if (status === 'QUEUED' || (status === 'PARKED' && result.status !== 'OUTCOME')) return
    if (status === 'REFUSED') this.refused += 1
    else this.outcomes[status] += 1
    if (result.code !== null) this.#count(status, result.code)
  }

  #count(status: RowStatus, code: string): void {
    const codes = this.codes.get(status) ?? new Map<string, number>()
    codes.set(code, (codes.get(code) ?? 0) + 1)
    this.codes.set(status, codes)
  }
}

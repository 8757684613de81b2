import type { KeyedRow } from './import-row'

/** What became of a row; one line of the results file. */
export interface ImportResult {
  row: number
  key: string
  eventId: string | null
  /** DUPLICATE: an event of this key was there already. REFUSED: nothing was staged. */
  status: 'STAGED' | 'DUPLICATE' | 'REFUSED'
  /** Where a staged event stood when the answer came. */
  push: string | null
  /** Why it was refused, or has failed. */
  code: string | null
  message: string | null
}

/** Enough of the fingerprint to see that a row is no longer the one that was answered. */
export function checkOf({ fingerprint }: KeyedRow): string {
  return fingerprint.toString('hex', 0, 8)
}

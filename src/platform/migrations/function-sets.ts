/** A function that a set put in place: its signature and the file that defines it. */
export interface AppliedFunction {
  signature: string
  file: string
  checksum: string
}

/** A row of `function_set`; the last one says what stands. */
export interface AppliedSet {
  no: number
  checksum: string
}

/** The sets that were applied so far, in order. */
export const APPLIED_SETS = 'SELECT no, checksum FROM function_set ORDER BY no'

/**
 * Whether what stands serves the code that came with a set: the set itself, or one that followed it.
 * Functions take what the code of the release before hands to them, and nobody knows of later code.
 */
export function serves(applied: readonly AppliedSet[], checksum: string): boolean {
  const standing = applied.at(-1)?.checksum
  const firstOf = (wanted: string) => applied.findIndex((set) => set.checksum === wanted)
  const first = firstOf(checksum)
  return standing !== undefined && first >= 0 && first <= firstOf(standing)
}

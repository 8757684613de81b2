/** One row of a file, as far as it can be read. */
export interface ImportRow {
  /** Counted from 1; in CSV the header is not counted, a row of blank cells is. */
  number: number
  /** Fields that are absent or null are left out; numbers are text of their own. */
  fields: Readonly<Record<string, unknown>>
  /** Why it cannot be read, and what it says; such a row is not sent. */
  broken: string | null
  /** Its content as versions before 0.2 had it: what they imported is found again. */
  formerContent: Buffer
}

/** What the refused file adds to a row; a mended row may still carry it. */
export const REFUSAL_FIELDS = ['refusedRow', 'refusedCode', 'refusedReason'] as const

/** A row with the key under which it is sent. */
export interface KeyedRow extends ImportRow {
  /** Of its first attempt; null where it is left to the API whether it is a repeat. */
  key: string | null
  /** Of its own key and its content: another where what it says was changed. */
  check: string
  /** What key and check were in versions before 0.2. */
  former: { key: string; check: string }
}

/** A row on its way, of which nothing stands yet. */
export interface OutgoingRow extends KeyedRow {
  /** 1 the first time, one more each time that the attempt before has failed. */
  attempt: number
}

/** The loan whose events must keep their order; rows that name none share one. */
export function loanOf({ fields }: Pick<ImportRow, 'fields'>): string {
  const { loanId } = fields
  return typeof loanId === 'string' ? loanId.normalize('NFC') : ''
}

/** Without what is absent, and without what a refused file has added. */
export function givenFields(given: Readonly<Record<string, unknown>>): ImportRow['fields'] {
  const added: readonly string[] = REFUSAL_FIELDS
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => value !== null && value !== undefined && !added.includes(name),
    ),
  )
}

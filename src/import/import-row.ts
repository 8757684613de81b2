import { createHash } from 'node:crypto'

import { isLosslessNumber } from 'lossless-json'

/** One row of a file, as far as it can be read. */
export interface ImportRow {
  /** Counted from 1, a header not counted. */
  number: number
  /** Fields that are absent or null are left out; numbers are text of their own. */
  fields: Readonly<Record<string, unknown>>
  /** Why it cannot be read, and what it says; such a row is not sent. */
  broken: string | null
}

/** What the refused file adds to a row; a mended row may still carry it. */
export const REFUSAL_FIELDS = ['refusedRow', 'refusedCode', 'refusedReason'] as const

/** A row with the key under which it is sent. */
export interface KeyedRow extends ImportRow {
  key: string
  /** Of the key and the content: another where either was changed. */
  fingerprint: Buffer
}

/** What a row says, whatever its order of fields, its format and the way its numbers are quoted. */
export function contentHash(fields: ImportRow['fields']): Buffer {
  const content = Object.entries(fields)
    .filter(([name]) => name !== 'key')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => [name, textOf(value)])
  return createHash('sha256').update(JSON.stringify(content)).digest()
}

/** The loan whose events must keep their order; rows that name none share one. */
export function loanOf({ fields }: ImportRow): string {
  const { loanId } = fields
  return typeof loanId === 'string' ? loanId : ''
}

/** Without what is absent, and without what a refused file has added. */
export function knownFields(given: Readonly<Record<string, unknown>>): ImportRow['fields'] {
  const added: readonly string[] = REFUSAL_FIELDS
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => value !== null && value !== undefined && !added.includes(name),
    ),
  )
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (isLosslessNumber(value)) return value.value
  return JSON.stringify(value) ?? ''
}

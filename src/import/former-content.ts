import { createHash } from 'node:crypto'

import { isLosslessNumber } from 'lossless-json'

import type { ImportRow } from './import-row'

/**
 * The content of a row as versions before 0.2 hashed it for its key: by its spelling, with every
 * column. What they have imported is in people's books under these keys.
 */
export function formerContent(fields: ImportRow['fields']): Buffer {
  const content = Object.entries(fields)
    .filter(([name]) => name !== 'key')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => [name, textOf(value)])
  return createHash('sha256').update(JSON.stringify(content)).digest()
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (isLosslessNumber(value)) return value.value
  return JSON.stringify(value) ?? ''
}

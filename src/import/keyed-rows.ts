import { createHash } from 'node:crypto'

import { contentHash } from './import-row'
import type { ImportRow, KeyedRow } from './import-row'
import { Occurrences } from './occurrences'

/**
 * Gives each row its key: the one it brings, else a hash of its content and its occurrence among
 * equal rows, so that the same file always has the same keys.
 */
export async function* withKeys(rows: AsyncIterable<ImportRow>): AsyncGenerator<KeyedRow> {
  const occurrences = new Occurrences()
  for await (const row of rows) {
    const content = contentHash(row.fields)
    const given = row.fields['key']
    const key =
      given === undefined ? `${content.toString('hex')}-${occurrences.next(content)}` : text(given)
    const fingerprint = createHash('sha256').update(key).update(content).digest()
    yield { ...row, key, fingerprint }
  }
}

function text(key: unknown): string {
  return typeof key === 'string' ? key : String(key)
}

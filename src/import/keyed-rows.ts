import { createHash } from 'node:crypto'

import { stringify } from 'lossless-json'

import { kindOfPushName } from '../domain/events/kinds'
import { pushedContent } from '../push-client/pushed-fields'
import type { ImportRow, KeyedRow } from './import-row'
import { Occurrences } from './occurrences'

const CHECK_BYTES = 8

/**
 * Gives each row its key: the one it brings, else a hash of what it says and its occurrence among
 * rows that say the same, so that the same file always has the same keys, however it is spelled.
 * @param keyless a row that brings no key gets none, save a reversal, of which the API knows no
 *   repeat without one
 */
export async function* withKeys(
  rows: AsyncIterable<ImportRow>,
  keyless: boolean,
): AsyncGenerator<KeyedRow> {
  const occurrences = new Occurrences()
  const formerOccurrences = new Occurrences()
  for await (const row of rows) {
    const content = sha256(pushedContent(row.fields))
    const own = ownKey(row)
    const formerKey = own ?? keyOf(row.formerContent, formerOccurrences)
    const derived = own ?? keyOf(content, occurrences)
    const isLeft = keyless && own === null && kindOfPushName(row.fields['type']) !== 'REVERSAL'
    yield {
      ...row,
      key: isLeft ? null : derived,
      check: checkOf(own ?? '', content),
      former: { key: formerKey, check: checkOf(formerKey, row.formerContent) },
    }
  }
}

function ownKey({ fields: { key } }: ImportRow): string | null {
  if (key === undefined) return null
  return typeof key === 'string' ? key : (stringify(key) ?? null)
}

function keyOf(content: Buffer, occurrences: Occurrences): string {
  return `${content.toString('hex')}-${occurrences.next(content)}`
}

function checkOf(key: string, content: Buffer): string {
  return createHash('sha256')
    .update(key)
    .update(content)
    .digest('hex')
    .slice(0, 2 * CHECK_BYTES)
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

import { isLosslessNumber, parse } from 'lossless-json'

import { AppError, errorMessage } from '../platform/errors'
import { assertKnownFields } from './columns'
import { formerContent } from './former-content'
import { givenFields } from './import-row'
import type { ImportRow } from './import-row'
import { lines } from './lines'

/**
 * One JSON object a line; a number keeps its own text. A row's number is that of its line. Rejects
 * a file that is something else, and a field that no event has.
 */
export async function* jsonRows(
  pieces: AsyncIterable<string>,
  ignoredFields: ReadonlySet<string>,
): AsyncGenerator<ImportRow> {
  let number = 0
  let isFirst = true
  for await (const line of lines(pieces)) {
    number += 1
    if (line.trim() === '') continue
    if (isFirst) assertJsonLines(line.trim())
    isFirst = false
    const row = rowOf(number, line)
    assertKnownFields(row.fields, ignoredFields, number)
    const fields = Object.entries(row.fields).filter(([name]) => !ignoredFields.has(name))
    yield { ...row, fields: Object.fromEntries(fields) }
  }
  if (isFirst) throw new AppError('NO_ROWS', 'The file is empty.')
}

function assertJsonLines(first: string): void {
  if (first.startsWith('{') && first !== '{') return
  const problem =
    first === '{' || first.startsWith('[')
      ? 'The file holds JSON, but not one object a line.'
      : 'The file is not JSON Lines. If it is CSV, say so with --format csv.'
  throw new AppError('NOT_JSON_LINES', problem)
}

function rowOf(number: number, text: string): ImportRow {
  try {
    const value = parse(text)
    if (isObject(value)) {
      const fields = givenFields(value)
      return { number, fields, broken: null, formerContent: formerContent(fields) }
    }
    return broken(number, `Line ${number} is no JSON object: ${text}`)
  } catch (error) {
    return broken(number, `Line ${number} is not JSON, ${errorMessage(error)}: ${text}`)
  }
}

function broken(number: number, why: string): ImportRow {
  return { number, fields: {}, broken: why, formerContent: formerContent({}) }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value)
  )
}

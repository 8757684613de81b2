import { isLosslessNumber, parse } from 'lossless-json'

import { errorMessage } from '../platform/errors'
import { knownFields } from './import-row'
import type { ImportRow } from './import-row'
import { lines } from './text-pieces'

/** One JSON object a line; a number keeps its own text. A row's number is that of its line. */
export async function* jsonRows(pieces: AsyncIterable<string>): AsyncGenerator<ImportRow> {
  let number = 0
  for await (const line of lines(pieces)) {
    number += 1
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line
    if (text.trim() !== '') yield rowOf(number, text)
  }
}

function rowOf(number: number, text: string): ImportRow {
  try {
    const value = parse(text)
    if (isObject(value)) return { number, fields: knownFields(value), broken: null }
    return { number, fields: {}, broken: `The line is no JSON object: ${text}` }
  } catch (error) {
    return { number, fields: {}, broken: `The line is not JSON, ${errorMessage(error)}: ${text}` }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value)
  )
}

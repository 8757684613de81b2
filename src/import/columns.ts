import { closest } from 'fastest-levenshtein'

import { AppError } from '../platform/errors'
import { PUSHED_FIELDS } from '../push-client/pushed-fields'
import { REFUSAL_FIELDS } from './import-row'

const KNOWN = new Set([
  ...['type', 'key'],
  ...Object.values(PUSHED_FIELDS).flatMap((fields) => Object.keys(fields)),
  ...REFUSAL_FIELDS,
])
const NEEDED = ['type', 'loanId']

/** The names of a header; refuses one that is misspelt, lacks what every row needs or says it twice. */
export function headerOf(cells: readonly string[], ignored: ReadonlySet<string>): string[] {
  const names = cells.map((cell) => cell.trim())
  const missing = NEEDED.filter((name) => !names.includes(name))
  const twice = names.filter((name, place) => name !== '' && names.indexOf(name) < place)
  const unknown = unknownAmong(names, ignored)
  const problems = [
    ...(missing.length > 0 ? [`It lacks ${missing.join(' and ')}.`] : []),
    ...(twice.length > 0 ? [`It has ${[...new Set(twice)].join(', ')} twice.`] : []),
    ...(unknown.length > 0 ? [unknownText('column', unknown)] : []),
  ]
  if (problems.length === 0) return names
  throw new AppError('COLUMNS', `The first row must name the columns. ${problems.join(' ')}`)
}

/** Refuses an object of JSON Lines with a field that no event has. */
export function assertKnownFields(
  fields: Readonly<Record<string, unknown>>,
  ignored: ReadonlySet<string>,
  line: number,
): void {
  const unknown = unknownAmong(Object.keys(fields), ignored)
  if (unknown.length === 0) return
  throw new AppError('COLUMNS', `Line ${line}: ${unknownText('field', unknown)}`)
}

function unknownAmong(names: readonly string[], ignored: ReadonlySet<string>): string[] {
  return names.filter((name) => name !== '' && !KNOWN.has(name) && !ignored.has(name))
}

function unknownText(what: 'column' | 'field', unknown: readonly string[]): string {
  const each = unknown.map(
    (name) => `No ${what} is called ${name}; the nearest is ${nearest(name)}.`,
  )
  return `${each.join(' ')} Correct it, or leave it out with --ignore-columns ${unknown.join(',')}.`
}

function nearest(name: string): string {
  const known = [...KNOWN]
  const found = closest(
    name.toLowerCase(),
    known.map((one) => one.toLowerCase()),
  )
  return known.find((one) => one.toLowerCase() === found) ?? found
}

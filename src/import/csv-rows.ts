import { AppError } from '../platform/errors'
import { csvLine, csvRecords } from './csv'
import { knownFields } from './import-row'
import type { ImportRow } from './import-row'

/** Fields that are true or false; a cell can only say so in words. */
const FLAGS = new Set(['cascade', 'dryRun'])

/**
 * Rows of CSV under a header of the fields' names; an empty cell is an absent field. A row's
 * number is counted from the one below the header.
 * @param onHeader told before the first row
 */
export async function* csvRows(
  pieces: AsyncIterable<string>,
  onHeader: (names: string[]) => void,
): AsyncGenerator<ImportRow> {
  let names: string[] | undefined
  let number = 0
  for await (const cells of csvRecords(pieces)) {
    if (names === undefined) {
      names = headerOf(cells)
      onHeader(names)
    } else {
      number += 1
      yield rowOf(number, names, cells)
    }
  }
}

function headerOf(cells: readonly string[]): string[] {
  const names = cells.map((cell) => cell.trim())
  const missing = ['type', 'loanId'].filter((name) => !names.includes(name))
  const twice = names.filter((name, place) => names.indexOf(name) < place)
  if (missing.length === 0 && twice.length === 0) return names
  throw new AppError(
    'CSV_HEADER',
    `The first line must name the columns; ${
      missing.length > 0 ? `it lacks ${missing.join(' and ')}` : `it has ${twice.join(', ')} twice`
    }.`,
  )
}

function rowOf(number: number, names: readonly string[], cells: readonly string[]): ImportRow {
  if (cells.length !== names.length) {
    const text = csvLine(cells).trimEnd()
    const broken = `The row has ${cells.length} cells, the header ${names.length}: ${text}`
    return { number, fields: {}, broken }
  }
  const fields = names.map((name, place) => [name, cellValue(name, cells[place] ?? '')] as const)
  return { number, fields: knownFields(Object.fromEntries(fields)), broken: null }
}

function cellValue(name: string, cell: string): unknown {
  if (cell === '') return undefined
  const word = cell.toLowerCase()
  return FLAGS.has(name) && (word === 'true' || word === 'false') ? word === 'true' : cell
}

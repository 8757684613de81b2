import { pipeline, Readable } from 'node:stream'

import { CsvError, parse } from 'csv-parse'
import type { Info } from 'csv-parse'
import { parse as parseText } from 'csv-parse/sync'

import { AppError } from '../platform/errors'
import { headerOf } from './columns'
import { csvDialect } from './csv-dialect'
import { formerContent } from './former-content'
import { givenFields } from './import-row'
import type { ImportRow } from './import-row'

export interface CsvOptions {
  ignoredColumns: ReadonlySet<string>
  /** Told before the first row: the columns that are read, and what separates them. */
  onHeader(names: string[], delimiter: string): void
}

interface CsvRecord {
  record: string[]
  raw: string
  info: Info
}

/** Fields that are true or false; a cell can only say so in words. */
const FLAGS = new Set(['cascade'])
/** A quote that is never closed would swallow the rest of the file. */
const LONGEST_ROW = 1 << 20
const QUOTE_IN_SPACE = /^\s+"|"\s+$/

/**
 * Rows of CSV under a header of the fields' names, cells without outer white space; an empty cell
 * is an absent field, a row of blank cells is passed over. Rejects what cannot be CSV.
 */
export async function* csvRows(
  pieces: AsyncIterable<string>,
  { ignoredColumns, onHeader }: CsvOptions,
): AsyncGenerator<ImportRow> {
  const { delimiter, text, linesBefore } = await csvDialect(pieces)
  let names: string[] | undefined
  let number = 0
  let isEmpty = true
  for await (const { cells, spelled, line } of records(text, delimiter, linesBefore)) {
    const isBlank = cells.every((cell) => cell === '')
    if (names === undefined) {
      if (isBlank) continue
      names = headerOf(cells, ignoredColumns)
      onHeader(
        names.filter((name) => name !== '' && !ignoredColumns.has(name)),
        delimiter,
      )
    } else {
      number += 1
      isEmpty &&= isBlank
      if (!isBlank) yield rowOf({ number, line, names, cells, spelled, ignoredColumns })
    }
  }
  if (names === undefined) throw new AppError('NO_ROWS', 'The file is empty.')
  if (isEmpty) throw new AppError('NO_ROWS', 'The file has a header and no row below it.')
}

interface Cells {
  cells: string[]
  /** With their outer white space. */
  spelled: string[]
  /** The last one of the record. */
  line: number
}

async function* records(
  text: AsyncIterable<string>,
  delimiter: string,
  linesBefore: number,
): AsyncGenerator<Cells> {
  const options = {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  }
  const parser = parse({ ...options, info: true, raw: true })
  // A failure of either ends the other, and reading tells of it.
  pipeline(Readable.from(text), parser, () => undefined)
  try {
    for await (const { record: spelled, raw, info } of parser as AsyncIterable<CsvRecord>) {
      const isQuotedInSpace = spelled.some((cell) => QUOTE_IN_SPACE.test(cell))
      const [read] = isQuotedInSpace ? parseText(raw, { ...options, trim: true }) : [spelled]
      const cells = (read ?? spelled).map((cell) => cell.trim())
      yield { cells, spelled, line: info.lines + linesBefore }
    }
  } catch (error) {
    throw error instanceof CsvError ? malformed(error, linesBefore) : error
  }
}

function malformed(error: CsvError, linesBefore: number): AppError {
  const lines = (error as unknown as { lines?: unknown }).lines
  const line = typeof lines === 'number' ? lines + linesBefore : 'unknown'
  const problem =
    error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
      ? 'a quoted cell is never closed, or a row is longer than a mebibyte'
      : error.message
  return new AppError('CSV_MALFORMED', `Line ${line}: ${problem}.`, { cause: error })
}

interface RowParts extends Cells {
  number: number
  names: readonly string[]
  ignoredColumns: ReadonlySet<string>
}

function rowOf({ number, line, names, cells, spelled, ignoredColumns }: RowParts): ImportRow {
  const beyond = cells.slice(names.length).some((cell) => cell !== '')
  if (cells.length < names.length || beyond) {
    const text = cells.join(' | ')
    const broken = `Line ${line}: the row has ${cells.length} cells, the header ${names.length}: ${text}`
    return { number, fields: {}, broken, formerContent: formerContent({}) }
  }
  const unnamed = names.findIndex((name, place) => name === '' && cells[place] !== '')
  if (unnamed >= 0) {
    throw new AppError(
      'COLUMNS',
      `Line ${line} has a value in column ${unnamed + 1}, which the header leaves without a name.`,
    )
  }
  const read = (values: readonly string[]) =>
    givenFields(
      Object.fromEntries(names.map((name, place) => [name, cellValue(name, values[place] ?? '')])),
    )
  const fields = Object.entries(read(cells)).filter(([name]) => !ignoredColumns.has(name))
  const former = formerContent(read(spelled))
  return { number, fields: Object.fromEntries(fields), broken: null, formerContent: former }
}

function cellValue(name: string, cell: string): unknown {
  if (cell === '') return undefined
  const word = cell.toLowerCase()
  return FLAGS.has(name) && (word === 'true' || word === 'false') ? word === 'true' : cell
}

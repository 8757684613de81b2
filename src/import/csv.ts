import { AppError } from '../platform/errors'

/** A quote that is never closed would swallow the rest of the file. */
const LONGEST_CELL = 1 << 20

type Step = 'start' | 'plain' | 'quoted' | 'quote'

/**
 * Reads CSV as RFC 4180 has it, from text in pieces: quoted cells with commas, quotes and line
 * breaks, lines that end in LF or CRLF, a byte order mark, no line break at the end. Empty lines
 * are left out. Rejects where a quote is never closed.
 */
export async function* csvRecords(pieces: AsyncIterable<string>): AsyncGenerator<string[]> {
  let step: Step = 'start'
  let cell = ''
  let record: string[] = []
  let isFirst = true
  const endCell = (): void => {
    record.push(cell)
    cell = ''
    step = 'start'
  }
  for await (const given of pieces) {
    const piece = isFirst ? given.replace(/^\uFEFF/, '') : given
    isFirst = false
    for (let at = 0; at < piece.length; at += 1) {
      const character = piece[at] ?? ''
      if (step === 'quoted') {
        if (character === '"') {
          step = 'quote'
        } else {
          const end = piece.indexOf('"', at)
          cell += piece.slice(at, end < 0 ? undefined : end)
          at = (end < 0 ? piece.length : end) - 1
          if (cell.length > LONGEST_CELL) throw neverClosed()
        }
      } else if (character === '"' && step === 'quote') {
        cell += '"'
        step = 'quoted'
      } else if (character === '"' && step === 'start') {
        step = 'quoted'
      } else if (character === ',') {
        endCell()
      } else if (character === '\n') {
        if (cell.endsWith('\r') && step === 'plain') cell = cell.slice(0, -1)
        const isEmpty = record.length === 0 && cell === '' && step !== 'quote'
        endCell()
        if (!isEmpty) yield record
        record = []
      } else if (character !== '\r' || step !== 'quote') {
        cell += character
        step = 'plain'
      }
    }
  }
  if (step === 'quoted') throw neverClosed()
  if (record.length > 0 || cell !== '') {
    endCell()
    yield record
  }
}

function neverClosed(): AppError {
  return new AppError('CSV_MALFORMED', 'A quoted cell of the file is never closed.')
}

/** One line, each cell quoted where it must be. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\n`
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

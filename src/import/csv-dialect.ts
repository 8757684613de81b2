import { AppError } from '../platform/errors'

export interface CsvDialect {
  delimiter: string
  /** The text from the header on. */
  text: AsyncIterable<string>
  /** How many lines stand before that text. */
  linesBefore: number
}

const SEPARATORS = [',', ';', '\t', '|']
/** What a spreadsheet writes above the header to say its separator. */
const SEPARATOR_LINE = /^"?sep=([^\w\s"]|\t)"?[,;\t|]*$/i
const LINE = /([^\r\n]*)(\r\n|\r|\n|$)/gy
const SAYS_SOMETHING = /[^\s,;|]/
/** More is no header. */
const LONGEST_HEADER = 1 << 16

/** Finds out how a file separates its cells: as its first line says, else as its header does. */
export async function csvDialect(pieces: AsyncIterable<string>): Promise<CsvDialect> {
  const reading = pieces[Symbol.asyncIterator]()
  let start = ''
  let first = firstLine(start)
  // A line is known to be whole where another character stands behind it.
  while (first.after >= start.length && start.length < LONGEST_HEADER) {
    const next = await reading.next()
    if (next.done) break
    start += next.value
    first = firstLine(start)
  }
  const { line, after } = first
  if (line.startsWith('{') || line.startsWith('[')) {
    throw new AppError('NOT_CSV', 'The file holds JSON, not CSV: say so with --format jsonl.')
  }
  const [, said] = SEPARATOR_LINE.exec(line) ?? []
  const text = resumed(said === undefined ? start : start.slice(after), reading)
  return { delimiter: said ?? mostFrequent(line), text, linesBefore: said ? first.lines : 0 }
}

/** The first line that is more than separators, and how far it reaches. */
function firstLine(text: string): { line: string; after: number; lines: number } {
  let lines = 0
  for (const { index, 0: whole, 1: line = '' } of text.matchAll(LINE)) {
    lines += 1
    const after = index + whole.length
    if (SAYS_SOMETHING.test(line) || after >= text.length)
      return { line: line.trim(), after, lines }
  }
  return { line: '', after: text.length, lines }
}

function mostFrequent(line: string): string {
  const counts = SEPARATORS.map((separator) => line.split(separator).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ','
}

async function* resumed(start: string, reading: AsyncIterator<string>): AsyncGenerator<string> {
  yield start
  for (let next = await reading.next(); !next.done; next = await reading.next()) yield next.value
}

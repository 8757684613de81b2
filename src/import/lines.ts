import { AppError } from '../platform/errors'

/** The most characters of one line: more is no row, and must not fill the memory. */
const LONGEST_LINE = 1 << 20

/** Text in lines that end in LF, CRLF or CR, without what ends them. */
export async function* lines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  let number = 1
  for await (const piece of pieces) {
    const text = rest + piece
    // Whether a line feed follows, which belongs to it, is not known yet.
    const held = text.endsWith('\r') ? '\r' : ''
    const parts = text.slice(0, text.length - held.length).split(/\r\n|\r|\n/)
    rest = (parts.pop() ?? '') + held
    for (const line of parts) {
      assertLength(line, number)
      yield line
      number += 1
    }
    assertLength(rest, number)
  }
  if (rest.endsWith('\r')) rest = rest.slice(0, -1)
  if (rest !== '') yield rest
}

function assertLength(line: string, number: number): void {
  if (line.length <= LONGEST_LINE) return
  throw new AppError('LINE_TOO_LONG', `Line ${number} is longer than a mebibyte.`)
}

import { isUtf8 } from 'node:buffer'

import { AppError } from '../platform/errors'

const BYTE_ORDER_MARKS = [
  { encoding: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
] as const
const LONGEST_MARK = 4

/** Files that are something else than text, by how they begin. */
const OTHER_FILES = [
  { mark: [0x1f, 0x8b], message: 'The file is compressed: zcat FILE | ./loansaga import -' },
  {
    mark: [0x50, 0x4b, 0x03, 0x04],
    message: 'The file is a spreadsheet or zip: export it as CSV.',
  },
]

/**
 * Bytes as text in pieces, without a byte order mark: UTF-8, or UTF-16 where the mark says so.
 * Rejects, naming the line, what is neither: it would silently change names.
 */
export async function* sourceText(
  bytes: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<string> {
  const decoder = new LineDecoder()
  let start: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of bytes) {
    onBytes(chunk.length)
    const piece: Buffer = Buffer.concat([start ?? Buffer.alloc(0), chunk])
    if (start !== undefined && piece.length < LONGEST_MARK) start = piece
    else {
      if (start !== undefined) decoder.begin(piece)
      start = undefined
      yield decoder.decode(piece)
    }
  }
  if (start !== undefined) {
    decoder.begin(start)
    yield decoder.decode(start)
  }
  yield decoder.end()
}

class LineDecoder {
  #decoder = new TextDecoder('utf-8', { fatal: true })
  #line = 1
  /** Whether the text so far ends in a carriage return: a line feed behind it ends no other line. */
  #isAfterReturn = false

  begin(start: Uint8Array): void {
    const other = OTHER_FILES.find(({ mark }) => mark.every((byte, place) => start[place] === byte))
    if (other !== undefined) throw new AppError('NOT_TEXT', other.message)
    const { encoding } =
      BYTE_ORDER_MARKS.find(({ mark }) => mark.every((byte, place) => start[place] === byte)) ??
      BYTE_ORDER_MARKS[0]
    this.#decoder = new TextDecoder(encoding, { fatal: true })
  }

  decode(bytes: Uint8Array): string {
    let text: string
    try {
      text = this.#decoder.decode(bytes, { stream: true })
    } catch (error) {
      const line = this.#decoder.encoding === 'utf-8' ? this.#line + linesOfUtf8(bytes) : this.#line
      throw notText(this.#decoder.encoding, line, error)
    }
    const nul = text.indexOf('\0')
    this.#count(nul < 0 ? text : text.slice(0, nul))
    if (nul < 0) return text
    const message = `Line ${this.#line} holds a NUL byte: save the file as UTF-8 text.`
    throw new AppError('NOT_TEXT', message)
  }

  end(): string {
    try {
      return this.#decoder.decode()
    } catch (error) {
      throw notText(this.#decoder.encoding, this.#line, error)
    }
  }

  #count(text: string): void {
    if (text === '') return
    this.#line += lineEnds(text) - (this.#isAfterReturn && text.startsWith('\n') ? 1 : 0)
    this.#isAfterReturn = text.endsWith('\r')
  }
}

/** How many whole lines stand before the one that is not UTF-8. */
function linesOfUtf8(bytes: Uint8Array): number {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/\r\n|\r|\n/)
  // The first may go on with a character that began in the piece before.
  const broken = lines.findIndex((line, place) => place > 0 && !isUtf8(Buffer.from(line, 'latin1')))
  const [first = ''] = lines
  const begun = first.replace(/^[\x80-\xbf]{1,3}/, '')
  return broken < 0 || !isUtf8(Buffer.from(begun, 'latin1')) ? 0 : broken
}

function lineEnds(text: string): number {
  return text.split(/\r\n|\r|\n/).length - 1
}

function notText(encoding: string, line: number, cause: unknown): AppError {
  const message = `Line ${line} is not ${encoding.toUpperCase()} text: save the file as UTF-8.`
  return new AppError('NOT_TEXT', message, { cause })
}

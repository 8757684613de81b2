import { AppError } from '../platform/errors'

/** Bytes as text in pieces; rejects what is not UTF-8, which would silently change names. */
export async function* textPieces(
  bytes: AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
    } catch (error) {
      throw new AppError('NOT_UTF8', 'The file is not UTF-8 text.', { cause: error })
    }
  }
  for await (const chunk of bytes) {
    onBytes(chunk.length)
    yield decode(chunk)
  }
  yield decode()
}

/** The most characters of one line: more is no row, and must not fill the memory. */
const LONGEST_LINE = 1 << 20

/** Text in lines, without what ends them. */
export async function* lines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of pieces) {
    const parts = (rest + piece).split('\n')
    rest = parts.pop() ?? ''
    if (rest.length > LONGEST_LINE) {
      throw new AppError('LINE_TOO_LONG', 'A line of the file is longer than a mebibyte.')
    }
    for (const line of parts) yield line.endsWith('\r') ? line.slice(0, -1) : line
  }
  if (rest !== '') yield rest
}

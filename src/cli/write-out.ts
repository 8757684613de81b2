import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Writes pieces to a file, which is there once it is whole, or to the terminal. */
export async function writeOut(
  pieces: AsyncIterable<string | Buffer>,
  file: string | undefined,
): Promise<void> {
  const from = Readable.from(pieces)
  if (file === undefined) {
    await pipeline(from, process.stdout, { end: false })
    return
  }
  const unfinished = `${file}.part`
  try {
    await pipeline(from, createWriteStream(unfinished))
    await rename(unfinished, file)
  } finally {
    await rm(unfinished, { force: true })
  }
}

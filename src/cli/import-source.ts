import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdtempSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'

import { AppError } from '../platform/errors'

const STDIN = '-'

/** A file that can be read several times. */
export interface ImportSource {
  /** What results are named after. */
  path: string
  name: string
  /** In bytes. */
  size: number
  open(): AsyncIterable<Uint8Array>
  close(): void
}

/**
 * The file of that name; standard input, or a pipe, is kept in a temporary file first, as an import
 * reads it more than once.
 */
export async function openSource(file: string, signal: AbortSignal): Promise<ImportSource> {
  if (file !== STDIN && !existsSync(file)) {
    throw new AppError('NO_FILE', `There is no file ${file}.`)
  }
  if (file !== STDIN && statSync(file).isDirectory()) {
    throw new AppError('NO_FILE', `${file} is a folder.`)
  }
  if (file !== STDIN && statSync(file).isFile()) {
    return { ...sourceAt(file, file), close: () => undefined }
  }
  const folder = mkdtempSync(join(tmpdir(), 'loansaga-import-'))
  const close = () => rmSync(folder, { recursive: true, force: true })
  try {
    const kept = join(folder, 'rows')
    const from = file === STDIN ? process.stdin : createReadStream(file)
    await pipeline(from, createWriteStream(kept, { mode: 0o600 }), { signal })
    return { ...sourceAt(kept, 'stdin'), close }
  } catch (error) {
    close()
    throw error
  }
}

function sourceAt(file: string, path: string): Omit<ImportSource, 'close'> {
  return {
    path,
    name: basename(path),
    size: statSync(file).size,
    open: () => createReadStream(file),
  }
}

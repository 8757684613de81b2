import { rmSync } from 'node:fs'

import { stringify as csvText } from 'csv-stringify/sync'
import { isLosslessNumber, stringify } from 'lossless-json'

import { AppendFile } from './append-file'
import { REFUSAL_FIELDS } from './import-row'
import type { ImportRow } from './import-row'
import type { Reason } from './row-states'

export type ImportFormat = 'jsonl' | 'csv'

/** How the rows of a CSV file are written. */
export interface CsvLayout {
  names: readonly string[]
  delimiter: string
}

/**
 * The rows that are not taken with their reasons, in the format they came in, to be mended and
 * imported again. Each has the key it is to be sent with next, so that an equal row that was taken
 * stays another. It is written anew by each run.
 */
export class RefusedFile {
  readonly #path: string
  readonly #layout: CsvLayout | undefined
  /** Opened with the first row. */
  #file: AppendFile | undefined

  /** @param layout of a CSV file; without one the rows are JSON Lines */
  constructor(path: string, layout: CsvLayout | undefined) {
    this.#path = path
    this.#layout = layout && { ...layout, names: columnsOf(layout.names) }
    rmSync(path, { force: true })
  }

  add({ number, fields, broken }: ImportRow, key: string | null, { code, message }: Reason): void {
    this.#file ??= this.#open()
    const written: Record<string, unknown> = {
      ...fields,
      ...(broken === null && key !== null ? { key } : {}),
      refusedRow: number,
      refusedCode: code,
      refusedReason: message,
    }
    this.#file.write(
      this.#layout === undefined
        ? `${stringify(written) ?? ''}\n`
        : this.#csvLine(this.#layout.names.map((name) => cellOf(written[name]))),
    )
  }

  close(): void {
    this.#file?.close()
  }

  #open(): AppendFile {
    const file = new AppendFile(this.#path)
    if (this.#layout !== undefined) file.write(this.#csvLine(this.#layout.names))
    return file
  }

  #csvLine(cells: readonly string[]): string {
    return csvText([cells], { delimiter: this.#layout?.delimiter ?? ',', quoted_match: /[\r\n]/ })
  }
}

function columnsOf(names: readonly string[]): string[] {
  const own: readonly string[] = ['key', ...REFUSAL_FIELDS]
  return [...names.filter((name) => !own.includes(name)), ...own]
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  return isLosslessNumber(value) ? value.value : (stringify(value) ?? '')
}

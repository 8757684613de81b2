import { isLosslessNumber, stringify } from 'lossless-json'

import { AppendFile } from './append-file'
import { csvLine } from './csv'
import type { ImportResult } from './import-result'
import { REFUSAL_FIELDS } from './import-row'
import type { KeyedRow } from './import-row'

export type ImportFormat = 'jsonl' | 'csv'

/**
 * Refused rows with their reasons, in the format they came in, to be mended and imported again.
 * Each has its key, which a refusal does not use up: so an equal row that was taken stays another.
 */
export class RefusedFile {
  readonly #path: string
  readonly #format: ImportFormat
  /** Opened with the first refusal. */
  #file: AppendFile | undefined
  #columns: string[] = []

  constructor(path: string, format: ImportFormat) {
    this.#path = path
    this.#format = format
  }

  /** The columns of a CSV file, which the refused rows keep. */
  setColumns(names: readonly string[]): void {
    const own: readonly string[] = ['key', ...REFUSAL_FIELDS]
    this.#columns = [...names.filter((name) => !own.includes(name)), ...own]
  }

  add(row: KeyedRow, { code, message }: ImportResult): void {
    this.#file ??= this.#open()
    const fields: Record<string, unknown> = {
      ...row.fields,
      ...(row.broken === null ? { key: row.key } : {}),
      refusedRow: row.number,
      refusedCode: code,
      refusedReason: message,
    }
    this.#file.write(
      this.#format === 'jsonl'
        ? `${stringify(fields) ?? ''}\n`
        : csvLine(this.#columns.map((name) => cellOf(fields[name]))),
    )
  }

  close(): void {
    this.#file?.close()
  }

  #open(): AppendFile {
    const file = new AppendFile(this.#path)
    if (this.#format === 'csv' && file.isEmpty) file.write(csvLine(this.#columns))
    return file
  }
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  return isLosslessNumber(value) ? value.value : (stringify(value) ?? '')
}

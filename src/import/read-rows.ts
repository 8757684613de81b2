import { csvRows } from './csv-rows'
import type { KeyedRow } from './import-row'
import { jsonRows } from './json-lines'
import { withKeys } from './keyed-rows'
import type { CsvLayout, ImportFormat } from './refused-file'
import { sourceText } from './source-text'

export interface RowSource {
  /** The file from its beginning, each time. */
  open(): AsyncIterable<Uint8Array>
  format: ImportFormat
  /** Columns, or fields of JSON, that are none of an event and are left out. */
  ignoredColumns: ReadonlySet<string>
  /** Rows that bring no key are sent without one. */
  keyless: boolean
  /** Told of a CSV file once its header is read. */
  onLayout?(layout: CsvLayout): void
  /** Ends the reading. */
  signal: AbortSignal
}

/**
 * Reads a file's rows with their keys, the same each time.
 * @param onBytes told how much of the file is read
 */
export async function* readRows(
  { open, format, ignoredColumns, keyless, onLayout, signal }: RowSource,
  onBytes: (bytes: number) => void,
): AsyncGenerator<KeyedRow> {
  let bytes = 0
  const text = sourceText(open(), (count) => {
    bytes += count
    onBytes(bytes)
  })
  const onHeader = (names: string[], delimiter: string) => onLayout?.({ names, delimiter })
  const rows =
    format === 'csv' ? csvRows(text, { ignoredColumns, onHeader }) : jsonRows(text, ignoredColumns)
  for await (const row of withKeys(rows, keyless)) {
    if (signal.aborted) return
    yield row
  }
}

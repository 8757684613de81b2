import type { LosslessNumber } from 'lossless-json'

import { csvCell } from '../../platform/csv-cell'

export const CSV = 'text/csv; charset=utf-8; header=present'

export type CsvCell = string | number | LosslessNumber | null

/** Rows as RFC 4180 has them; what is null is empty, an amount its own text. */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')
}

function cellOf(value: CsvCell): string {
  if (value === null) return ''
  return typeof value === 'string' ? csvCell(value) : value.toString()
}

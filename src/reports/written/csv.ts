import { csvCell } from '../../platform/csv-cell'
import type { Cell, Made, Row } from '../report'

const END_OF_LINE = '\r\n'

/** RFC 4180, a piece at a time; the header has the names of the JSON, amounts are in minor units. */
export async function* csvOf({ table }: Pick<Made, 'table'>): AsyncGenerator<string> {
  const names = table.columns.map(({ name }) => name)
  const lineOf = (row: Row) => names.map((name) => cellOf(row[name] ?? '')).join(',') + END_OF_LINE
  yield names.join(',') + END_OF_LINE
  for await (const rows of table.rows) yield rows.map(lineOf).join('')
  const [first = ''] = names
  if (table.total !== undefined) yield lineOf({ ...table.total(), [first]: 'TOTAL' })
}

function cellOf(value: Cell): string {
  return typeof value === 'string' ? csvCell(value) : String(value)
}

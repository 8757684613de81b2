import { stringify } from 'csv-stringify/sync'

import type { Cell, Made, Row } from '../report'

/** RFC 4180, a piece at a time; the header has the names of the JSON, amounts are in minor units. */
export async function* csvOf({ table }: Pick<Made, 'table'>): AsyncGenerator<string> {
  const names = table.columns.map(({ name }) => name)
  const textOf = (rows: readonly Row[]) =>
    stringify(
      rows.map((row) => names.map((name) => cellOf(row[name] ?? ''))),
      { record_delimiter: 'windows' },
    )
  yield stringify([names], { record_delimiter: 'windows' })
  for await (const rows of table.rows) yield textOf(rows)
  const [first = ''] = names
  if (table.total !== undefined) yield textOf([{ ...table.total(), [first]: 'TOTAL' }])
}

/** What a spreadsheet would take for a formula where a text begins so. */
const FORMULA = /^[=+\-@\t\r]/

function cellOf(value: Cell): Cell {
  return typeof value === 'string' && FORMULA.test(value) ? `'${value}` : value
}

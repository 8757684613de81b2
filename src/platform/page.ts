/** Which part of a list is wanted: pages count from 1. */
export interface PageRequest {
  page: number
  rows: number
}

/** A part of a list; past the end it is empty. */
export interface Page<Item> {
  items: Item[]
  total: number
  page: number
  rowsPerPage: number
}

/** The rows of a page, of a statement that counts all in `total` and still gives a row past the end. */
export function pageOf<Item>(
  rows: readonly { total: number; item: Item | null }[],
  { page, rows: rowsPerPage }: PageRequest,
): Page<Item> {
  const items = rows.flatMap(({ item }) => (item === null ? [] : [item]))
  return { items, total: rows[0]?.total ?? 0, page, rowsPerPage }
}

export function windowOf({ page, rows }: PageRequest): { take: number; skip: number } {
  return { take: rows, skip: (page - 1) * rows }
}

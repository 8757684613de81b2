import type { ReactNode } from 'react'

export interface Column<Row> {
  id: string
  title: string
  /** Of the grid: `9rem`, `minmax(10rem, 1fr)`. */
  width: string
  numeric?: boolean
  /** True where the server sorts by it. */
  sorts?: boolean
  cell: (row: Row) => ReactNode
  /** Of the whole filter, not of the rows that happen to be loaded. */
  total?: ReactNode
}

import type { ReactNode } from 'react'

export interface Column<Row> {
  id: string
  title: string
  /** The least, in rem. */
  width: number
  /** Its share of the room that is left; none unless given. */
  grow?: number
  /** True where it stays beside the first on a narrow screen, whatever else has to be scrolled to. */
  near?: boolean
  numeric?: boolean
  /** True where the server sorts by it. */
  sorts?: boolean
  /** False for one that only who wants it sees. */
  usual?: boolean
  cell: (row: Row) => ReactNode
  /** Of the whole filter, not of the rows that happen to be loaded. */
  total?: ReactNode
}

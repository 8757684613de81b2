import type { Column } from '../../report'
import { MARGIN } from './style'

/** Sizes of A4 in points. */
const [SHORT, LONG] = [595.28, 841.89]
/** A table of more columns lies on its side. */
const MOST_UPRIGHT = 5

export interface Layout {
  size: readonly [width: number, height: number]
  /** Of each column, from left to right: where it begins, and how wide it is. */
  columns: readonly { left: number; width: number }[]
  left: number
  right: number
  bottom: number
}

export function layoutOf(columns: readonly Column[]): Layout {
  const isUpright = columns.length <= MOST_UPRIGHT
  const size = isUpright ? ([SHORT, LONG] as const) : ([LONG, SHORT] as const)
  const [width, height] = size
  const [left, right] = [MARGIN.left, width - MARGIN.right]
  return {
    ...{ size, left, right, bottom: height - MARGIN.bottom },
    columns: placed(columns, left, right - left),
  }
}

function placed(columns: readonly Column[], left: number, width: number) {
  const shares = columns.map((column) => column.width ?? 1)
  const whole = shares.reduce((sum, share) => sum + share, 0)
  let at = left
  return shares.map((share) => {
    const column = { left: at, width: (share / whole) * width }
    at += column.width
    return column
  })
}

import type { Column } from '../../report'
import { MARGIN, ROW_HEIGHT, SIZE } from './style'

/** Sizes of A4 in points. */
const [SHORT, LONG] = [595.28, 841.89]
/** A table of more columns lies on its side. */
const MOST_UPRIGHT = 5

const HEAD_GAP = 14
const LINE = SIZE.small + 4

export interface Layout {
  size: readonly [width: number, height: number]
  /** Of each column, from left to right: where it begins, and how wide it is. */
  columns: readonly { left: number; width: number }[]
  left: number
  right: number
  bottom: number
  /** Where the table's heading begins, on the first page and on the others. */
  firstTop: number
  nextTop: number
  pages: number
}

/** @param lines of the table, its total among them */
export function layoutOf(
  columns: readonly Column[],
  about: readonly string[],
  lines: number,
): Layout {
  const isUpright = columns.length <= MOST_UPRIGHT
  const size = isUpright ? ([SHORT, LONG] as const) : ([LONG, SHORT] as const)
  const [width, height] = size
  const [left, right] = [MARGIN.left, width - MARGIN.right]
  const bottom = height - MARGIN.bottom
  const firstTop = MARGIN.top + SIZE.name + SIZE.title + 18 + about.length * LINE + HEAD_GAP
  const nextTop = MARGIN.top + SIZE.name + HEAD_GAP
  const onFirst = linesBetween(firstTop, bottom)
  const onNext = linesBetween(nextTop, bottom)
  const more = Math.max(0, lines - onFirst)
  return {
    ...{ size, left, right, bottom, firstTop, nextTop },
    columns: placed(columns, left, right - left),
    pages: 1 + Math.ceil(more / onNext),
  }
}

/** Below the heading, which is as high as a line and a half. */
function linesBetween(top: number, bottom: number): number {
  return Math.floor((bottom - top) / ROW_HEIGHT - 1.5)
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

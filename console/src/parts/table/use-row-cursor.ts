import { useState } from 'react'

import { useKeys } from '../../app/keys/use-keys'

interface RowCursor {
  current: number
  setCurrent: (row: number) => void
}

/** The row that the keyboard is at: `j` and `k` or the arrows move it, Enter opens it. */
export function useRowCursor(
  rows: number,
  onMove: (row: number) => void,
  onOpen: (row: number) => void,
): RowCursor {
  const [wanted, setCurrent] = useState(-1)
  const current = Math.min(wanted, rows - 1)
  const moveTo = (row: number) => {
    const bounded = Math.max(0, Math.min(row, rows - 1))
    setCurrent(bounded)
    onMove(bounded)
  }
  const down = () => moveTo(current + 1)
  const up = () => moveTo(current - 1)
  useKeys({
    ...{ j: down, ArrowDown: down, k: up, ArrowUp: up },
    ...(current >= 0 ? { Enter: () => onOpen(current) } : {}),
  })
  return { current, setCurrent }
}

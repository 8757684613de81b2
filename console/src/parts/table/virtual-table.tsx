import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useEffectEvent, useRef } from 'react'

import type { Column } from './column'
import { TableHead } from './table-head'
import { useRowCursor } from './use-row-cursor'

const ROW_PX = 34
const AHEAD = 12

interface VirtualTableProps<Row> {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row, index: number) => string
  onOpen: (row: Row) => void
  sort?: string | undefined
  onSort?: (column: string) => void
  /** Asked when the last rows that there are come near. */
  onMore?: (() => void) | undefined
  /** Rows of the whole list, where that is known. */
  count?: number | undefined
}

/**
 * A long list of which only the rows in sight are in the page. The place it stands in must have a
 * height of its own: without one all of its rows would be in sight.
 */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, rows, keyOf, onOpen, sort, onSort, onMore, count } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: AHEAD,
    // Below the head, above the totals, which stay in sight.
    scrollPaddingStart: ROW_PX,
    scrollPaddingEnd: ROW_PX,
  })
  const openRow = (index: number) => {
    const row = rows[index]
    if (row !== undefined) onOpen(row)
  }
  const { current, setCurrent } = useRowCursor(
    rows.length,
    (row) => virtual.scrollToIndex(row),
    openRow,
  )
  const inSight = virtual.getVirtualItems()
  useMore(inSight.at(-1)?.index ?? 0, rows.length, onMore)

  const template = { gridTemplateColumns: columns.map(trackOf).join(' ') }
  const minWidth = `${columns.reduce((sum, { width }) => sum + width, 0)}rem`
  return (
    <div className="table-scroll" ref={scroller} tabIndex={0} role="region" aria-label={label}>
      <div
        className="table"
        role="table"
        aria-label={label}
        aria-rowcount={count ?? -1}
        style={{ minWidth }}
      >
        <TableHead columns={columns} template={template} sort={sort} onSort={onSort} />
        <div role="rowgroup" className="table-rows" style={{ height: virtual.getTotalSize() }}>
          {inSight.map(({ index, start }) => {
            const row = rows[index]
            if (row === undefined) return null
            return (
              <div
                key={keyOf(row, index)}
                role="row"
                aria-rowindex={index + 2}
                className={index === current ? 'table-row current' : 'table-row'}
                style={{ ...template, transform: `translateY(${start}px)` }}
                onClick={(event) => {
                  setCurrent(index)
                  if (!isOwnAction(event.target)) openRow(index)
                }}
              >
                {columns.map(({ id, numeric, cell }) => (
                  <div key={id} role="cell" className={numeric ? 'numeric' : undefined}>
                    {cell(row)}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
        <Totals columns={columns} template={template} />
      </div>
    </div>
  )
}

function Totals<Row>({ columns, template }: { columns: readonly Column<Row>[]; template: object }) {
  if (columns.every(({ total }) => total === undefined)) return null
  return (
    <div role="rowgroup" className="table-foot">
      <div role="row" className="table-cells" style={template}>
        {columns.map(({ id, numeric, total }) => (
          <div key={id} role="cell" className={numeric ? 'numeric' : undefined}>
            {total}
          </div>
        ))}
      </div>
    </div>
  )
}

function trackOf({ width, grow }: Column<never>): string {
  return grow === undefined ? `${width}rem` : `minmax(${width}rem, ${grow}fr)`
}

function useMore(lastInSight: number, rows: number, onMore: (() => void) | undefined): void {
  const more = useEffectEvent(() => onMore?.())
  useEffect(() => {
    if (rows > 0 && lastInSight >= rows - AHEAD - 1) more()
  }, [lastInSight, rows])
}

/** A link or a button of a row does its own; a click with a key held is the browser's. */
function isOwnAction(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input') !== null
}

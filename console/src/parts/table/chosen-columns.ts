import { useState } from 'react'

import { useIsNarrow } from '../use-is-narrow'

import type { Column } from './column'

interface ChosenColumns<Row> {
  shown: readonly Column<Row>[]
  isShown: (id: string) => boolean
  toggle: (id: string) => void
}

/** The columns that somebody looks at, kept for them; the first is always there. */
export function useChosenColumns<Row>(
  list: string,
  columns: readonly Column<Row>[],
): ChosenColumns<Row> {
  const keptAs = `loansaga.columns.${list}`
  const [changed, setChanged] = useState(() => readChanges(window.localStorage.getItem(keptAs)))
  const isShown = (id: string) => {
    const usual = columns.find((column) => column.id === id)?.usual ?? true
    return changed.has(id) !== usual
  }
  const toggle = (id: string) => {
    const next = new Set(changed)
    if (!next.delete(id)) next.add(id)
    window.localStorage.setItem(keptAs, [...next].join(' '))
    setChanged(next)
  }
  const shown = columns.filter(({ id }, index) => index === 0 || isShown(id))
  return { shown: useIsNarrow() ? nearestFirst(shown) : shown, isShown, toggle }
}

function nearestFirst<Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] {
  const isNear = ({ near }: Column<Row>, index: number) => index === 0 || near === true
  return [...columns.filter(isNear), ...columns.filter((column, index) => !isNear(column, index))]
}

function readChanges(kept: string | null): ReadonlySet<string> {
  return new Set((kept ?? '').split(' ').filter((id) => id !== ''))
}

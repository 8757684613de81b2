import { useQueryClient } from '@tanstack/react-query'
import type { InfiniteData } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

import { useKeys } from '../../app/keys/use-keys'
import type { LoanPage } from '../../api/answers/loans'
import { Icon } from '../../parts/icons/icon'
import type { IconName } from '../../parts/icons/strokes'
import { words } from '../../words'

/** The way to the loans beside this one in the list that was looked at last. */
export function Neighbours({ loanId }: { loanId: string }) {
  const { previous, next } = useNeighbours(loanId)
  const navigate = useNavigate()
  const go = (to: string | undefined) => {
    if (to !== undefined) void navigate({ to: '/loans/$loanId', params: { loanId: to } })
  }
  useKeys({ '[': () => go(previous), ']': () => go(next) })
  if (previous === undefined && next === undefined) return null
  const step = (to: string | undefined, label: string, icon: IconName) => (
    <button
      type="button"
      className="button"
      aria-label={label}
      title={label}
      disabled={to === undefined}
      onClick={() => go(to)}
    >
      <Icon name={icon} />
    </button>
  )
  return (
    <span className="joined">
      {step(previous, words.loan.previous, 'left')}
      {step(next, words.loan.next, 'right')}
    </span>
  )
}

function useNeighbours(loanId: string): {
  previous?: string | undefined
  next?: string | undefined
} {
  const lists = useQueryClient()
    .getQueryCache()
    .findAll({ queryKey: ['GET /ops/loans'] })
    .toSorted((one, other) => other.state.dataUpdatedAt - one.state.dataUpdatedAt)
  for (const { state } of lists) {
    const { pages = [] } = (state.data ?? {}) as Partial<InfiniteData<LoanPage>>
    const ids = pages.flatMap(({ items }) => items.map((row) => row.loanId))
    const at = ids.indexOf(loanId)
    if (at >= 0) return { previous: ids[at - 1], next: ids[at + 1] }
  }
  return {}
}

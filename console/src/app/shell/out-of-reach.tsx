import { useIsFetching, useQueryClient } from '@tanstack/react-query'

import { Unreachable } from '../../api/problem'
import { Instant } from '../../parts/dates/instant'
import { words } from '../../words'

/** A bar while nothing answers: what is on the page is as old as it says. */
export function OutOfReach() {
  useIsFetching()
  const queries = useQueryClient().getQueryCache().getAll()
  if (!queries.some(({ state }) => state.error instanceof Unreachable)) return null
  const last = Math.max(...queries.map(({ state }) => state.dataUpdatedAt))
  return (
    <p className="out-of-reach" role="status">
      {words.shell.unreachable}{' '}
      {last > 0 && (
        <>
          {words.shell.seenAt} <Instant at={new Date(last).toISOString()} />
        </>
      )}
    </p>
  )
}

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import { ask } from '../../api/queries'

const EVERY_MS = 5_000

/** Asks for the loan again when it has moved, and only then: how far it has come is cheap to ask. */
export function useLoanPulse(loanId: string): void {
  const client = useQueryClient()
  const pulse = useQuery({
    ...ask('GET /ops/pulse', { query: { loan: loanId } }),
    refetchInterval: EVERY_MS,
  })
  const seen = useRef<string>(undefined)
  const standing = pulse.isPlaceholderData ? undefined : pulse.data?.loan
  const now = standing && JSON.stringify([loanId, standing])
  useEffect(() => {
    const before = seen.current
    seen.current = now ?? before
    if (now === undefined || before === undefined || before === now) return
    void client.invalidateQueries({ queryKey: ['GET /ops/loans/{loanId}', loanId] })
    void client.invalidateQueries({ queryKey: ['GET /ops/loans/{loanId}/balances'] })
  }, [client, loanId, now])
}

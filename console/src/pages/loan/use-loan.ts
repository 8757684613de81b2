import { useInfiniteQuery } from '@tanstack/react-query'

import { call } from '../../api/client'
import { joined } from './joined'

const EVENTS = 100

/** A loan with its latest events, and the earlier ones as they are asked for. */
export function useLoan(loanId: string) {
  return useInfiniteQuery({
    queryKey: ['GET /ops/loans/{loanId}', loanId],
    queryFn: ({ pageParam, signal }) =>
      call('GET /ops/loans/{loanId}', {
        params: { loanId },
        query: { rows: EVENTS, ...(pageParam === 0 ? {} : { before: pageParam }) },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: ({ before }) => before ?? undefined,
    select: ({ pages }) => joined(pages),
  })
}

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'

import { call } from '../../api/client'
import type { LoanFilter } from './loan-filter'

const ROWS = 200

/** The loans that fit a filter, further ones as they are asked for. */
export function useLoans(filter: LoanFilter) {
  return useInfiniteQuery({
    queryKey: ['GET /ops/loans', filter],
    queryFn: ({ pageParam, signal }) =>
      call('GET /ops/loans', {
        query: {
          ...filter,
          rows: ROWS,
          ...(pageParam === '' ? {} : { after: pageParam }),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
  })
}

import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'

import { Problem, isSignedOut } from '../api/problem'
import { setSignedOut } from './session/signed-out'

const FRESH_MS = 5_000
const MOST_ATTEMPTS = 2

/** Questions are asked again where nothing answered, never where the server said no. */
export function createQueryClient(): QueryClient {
  const noticeSession = (error: Error, isSession: boolean) => {
    if (isSignedOut(error) && !isSession) setSignedOut(true)
  }
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryKey }) => noticeSession(error, queryKey[0] === 'session'),
    }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, { options }) =>
        noticeSession(error, options.mutationKey?.[0] === 'session'),
    }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        networkMode: 'always',
        retry: (attempts, error) => !(error instanceof Problem) && attempts < MOST_ATTEMPTS,
      },
      mutations: { networkMode: 'always' },
    },
  })
}

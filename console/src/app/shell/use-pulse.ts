import { useQuery } from '@tanstack/react-query'

import { ask } from '../../api/queries'

const EVERY_MS = 5_000

/** How the business is, asked while somebody looks. */
export function usePulse() {
  return useQuery({ ...ask('GET /ops/pulse'), refetchInterval: EVERY_MS }).data
}

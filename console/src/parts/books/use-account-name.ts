import { useQuery } from '@tanstack/react-query'

import { ask } from '../../api/queries'

/** What accounts are called; empty while that is not known. */
export function useAccountName(): (account: string) => string {
  const accounts = useQuery({ ...ask('GET /ops/accounts'), staleTime: Infinity })
  return (account) => accounts.data?.items.find((one) => one.account === account)?.name ?? ''
}

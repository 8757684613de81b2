import { useQuery } from '@tanstack/react-query'

import { ask } from '../../api/queries'

export function useLoan(loanId: string) {
  return useQuery(ask('GET /ops/loans/{loanId}', { params: { loanId } }))
}

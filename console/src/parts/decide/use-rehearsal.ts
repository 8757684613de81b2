import { useQuery } from '@tanstack/react-query'

import { call } from '../../api/client'

interface Asked {
  reversalDate: string
  cascade: boolean
}

/** What a reversal would come to, tried on a copy: it is asked anew whenever what is asked changes. */
export function useRehearsal(eventId: string, asked: Asked) {
  return useQuery({
    queryKey: ['rehearsal', eventId, asked],
    queryFn: ({ signal }) =>
      call('POST /ops/events/{eventId}/rehearse', {
        params: { eventId },
        body: { action: 'reverse', ...asked },
        signal,
      }),
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  })
}

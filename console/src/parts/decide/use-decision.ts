import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { call } from '../../api/client'

type Decision =
  | 'POST /ops/events/{eventId}/retry'
  | 'POST /ops/events/{eventId}/skip'
  | 'POST /ops/events/{eventId}/reverse'

const WAIT_SECONDS = 5
const KEPT: readonly unknown[] = ['session', 'rehearsal']

/** One decision of one opened dialog: however often it is sent, it is taken once. */
export function useDecision(route: Decision, eventId: string) {
  const client = useQueryClient()
  const [key] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: (body: Readonly<Record<string, unknown>>) =>
      call(route, { params: { eventId }, body, key, wait: WAIT_SECONDS }),
    // What was decided is not rehearsed again.
    onSuccess: () =>
      client.invalidateQueries({ predicate: ({ queryKey: [name] }) => !KEPT.includes(name) }),
  })
}

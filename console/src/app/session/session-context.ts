import { createContext, useContext } from 'react'

import type { Business, Session } from '../../api/answers/session'

export const SessionContext = createContext<Session | undefined>(undefined)

/** Who is signed in; only below the shell. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === undefined) throw new Error('nobody is signed in here')
  return session
}

export function useBusiness(): Business {
  return useSession().business
}

/** What the server would let them do; it judges again when they do it. */
export function useMay(permission: 'lms:operate' | 'lms:approve'): boolean {
  return useSession().permissions.includes(permission)
}

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import { call } from '../../api/client'
import { isSignedOut } from '../../api/problem'
import { Brand } from '../../parts/brand'
import { Failure } from '../../parts/states/failure'
import { Loading } from '../../parts/states/loading'
import { words } from '../../words'
import { takeLoginToken } from './login-link'
import { SessionContext } from './session-context'
import { SignInForm } from './sign-in-form'

const link = takeLoginToken()
let unused = link

/** Signs in by the link that led here, else asks who is signed in. A link works once. */
async function beginSession() {
  const token = unused
  unused = undefined
  if (token === undefined) return call('GET /session')
  try {
    return await call('POST /session/link', { body: { token } })
  } catch (refused) {
    return await call('GET /session').catch(() => Promise.reject(refused))
  }
}

/** Shows what is inside to whoever is signed in, and a door to everybody else. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useQuery({
    queryKey: ['session'],
    queryFn: beginSession,
    retry: false,
    staleTime: Infinity,
  })
  if (session.data !== undefined) {
    return <SessionContext value={session.data}>{children}</SessionContext>
  }
  if (session.isPending) return <Loading />
  return (
    <main className="sign-in">
      <Brand />
      <h1>{words.signIn.title}</h1>
      {(link !== undefined || !isSignedOut(session.error)) && <Failure error={session.error} />}
      <SignInForm />
    </main>
  )
}

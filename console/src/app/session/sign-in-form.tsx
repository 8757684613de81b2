import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SyntheticEvent } from 'react'

import { call } from '../../api/client'
import { Failure } from '../../parts/states/failure'
import { words } from '../../words'
import { setSignedOut } from './signed-out'

/** Signs in by a password; the link that the command line prints needs no form. */
export function SignInForm() {
  const client = useQueryClient()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const signIn = useMutation({
    mutationKey: ['session'],
    mutationFn: () => call('POST /session', { body: { email, password } }),
    onSuccess: async (session) => {
      client.setQueryData(['session'], session)
      setSignedOut(false)
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    signIn.mutate()
  }
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <label>
        {words.signIn.email}
        <input
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </label>
      <label>
        {words.signIn.password}
        <input
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      {signIn.error && <Failure error={signIn.error} />}
      <button className="button primary" type="submit" disabled={signIn.isPending}>
        {words.signIn.go}
      </button>
      <p className="hint">
        {words.signIn.byLink} <code>./loansaga users link</code>
      </p>
    </form>
  )
}

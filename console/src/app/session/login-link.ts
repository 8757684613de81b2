import { loginToken } from './login-token'

/** Takes the token out of the address, so that no bookmark, history or glance has it. */
export function takeLoginToken(): string | undefined {
  const token = loginToken(window.location.hash)
  if (token !== undefined) {
    window.history.replaceState(null, '', window.location.pathname + window.location.search)
  }
  return token
}

import { problemErrors } from '../errors/problem-errors'
import { openToAll } from '../routing/door'
import type { Door } from '../routing/door'
import { jwksRoute } from './jwks-route'
import { tokenRoute } from './token-route'
import type { TokenDeps } from './open-route'

/** Where tokens come from, and what verifies them. */
export const tokenDoor: Door<TokenDeps, undefined> = {
  guard: openToAll,
  errors: problemErrors,
  routes: [tokenRoute, jwksRoute],
}

import type { Identity } from '../../identity/identity'
import { routesOf } from '../routing/route'
import type { Unscoped } from '../routing/route'

export interface TokenDeps {
  identity: Identity
}

/** Makes a row of this door's table. */
export const openRoute = routesOf<TokenDeps, undefined, Unscoped>()

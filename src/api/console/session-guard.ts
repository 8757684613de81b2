import type { Request } from 'express'

import type { Sessions, SignedIn } from '../../identity/sessions'
import { AppError } from '../../platform/errors'
import type { Guard } from '../routing/door'
import { sessionCookie } from './cookie'
import { refuseCrossSite } from './own-pages'

export interface SessionDeps {
  sessions: Pick<Sessions, 'recall'>
}

/** Whose session the request carries, if any. */
export async function visitor(
  { sessions }: SessionDeps,
  http: Request,
): Promise<SignedIn | undefined> {
  refuseCrossSite(http)
  const secret = sessionCookie(http)
  return secret === undefined ? undefined : sessions.recall(secret)
}

/** @throws AppError SIGNED_OUT (401) */
export function mustBeSignedIn(session: SignedIn | undefined): SignedIn {
  if (session !== undefined) return session
  throw new AppError('SIGNED_OUT', 'You are not signed in, or no longer.', {
    status: 401,
    headers: { 'WWW-Authenticate': 'Cookie realm="loansaga"' },
  })
}

/** Lets in whoever is signed in, to where their roles lead. */
export const sessionGuard: Guard<SessionDeps, SignedIn> = {
  scheme: 'session',
  async admit(deps, http) {
    return mustBeSignedIn(await visitor(deps, http))
  },
  keyOf: ({ user }) => `user ${user.userId}`,
  authorise({ permissions: granted }, { scopes, permission }) {
    const enough = permission === undefined ? scopes : [permission]
    if (enough.some((one) => granted.includes(one))) return
    const [needed] = enough
    throw new AppError('NOT_PERMITTED', `Your role lacks the permission ${needed}.`, {
      status: 403,
      details: { requiredPermission: needed },
    })
  },
}

import type { Request } from 'express'
import { z } from 'zod'

import type { From } from '../../identity/session-store'
import { AppError } from '../../platform/errors'
import { limitAddress, limitNamed } from '../middleware/attempts'
import { bodyOf } from '../routing/request-body'
import { reply } from '../routing/route'
import { uuid } from '../wire/uuid'
import { forgetCookie, keepCookie } from './cookie'
import { refuseCrossSite, refuseInTheClear } from './own-pages'
import { describeSession, sessionAnswer } from './session-answer'
import { mustBeSignedIn } from './session-guard'
import { sessionRoute } from './session-route'
import type { ConsoleDeps } from './session-route'

const LONGEST_TEXT = 255
const SHORTEST_PASSWORD = 12

const SIGNED_IN = { 200: { description: 'Who is signed in.', schema: sessionAnswer } } as const
const GONE = { 204: { description: 'It is done.', type: 'text/plain' } } as const
const docs = 'not an operation'

const text = z
  .string({ error: 'Must be text.' })
  .min(1, { error: 'Must not be empty.' })
  .max(LONGEST_TEXT, { error: `Must have at most ${LONGEST_TEXT} characters.` })

/** Each costs whoever guesses more than it costs us, and its cookie must not travel in the clear. */
const SIGNING_IN = {
  answers: SIGNED_IN,
  docs,
  before({ identity }: ConsoleDeps, http: Request) {
    refuseInTheClear(http)
    refuseCrossSite(http)
    limitAddress(identity, addressOf(http))
  },
} as const

const byPassword = sessionRoute({
  ...SIGNING_IN,
  method: 'POST',
  path: '/session',
  body: bodyOf(z.strictObject({ email: text, password: text }), { maxBytes: 4096 }),
  async handle(deps, { body: { email, password }, http }) {
    const { passwords, sessions } = deps.identity
    limitNamed(deps.identity, `user ${email.toLowerCase()}`, addressOf(http))
    const from = fromOf(http)
    const userId = await passwords.check(email, password, from)
    if (userId === undefined) {
      throw new AppError('INVALID_CREDENTIALS', 'No user has this name with this password.', {
        status: 401,
      })
    }
    return signedIn(deps, http, await sessions.begin(userId, 'password', from))
  },
})

const byLink = sessionRoute({
  ...SIGNING_IN,
  method: 'POST',
  path: '/session/link',
  body: bodyOf(z.strictObject({ token: text }), { maxBytes: 4096 }),
  async handle(deps, { body: { token }, http }) {
    const secret = await deps.identity.sessions.beginByLink(token, fromOf(http))
    if (secret === undefined) {
      throw new AppError('LINK_NOT_VALID', 'The link was used, is too old, or is none of ours.', {
        status: 401,
      })
    }
    return signedIn(deps, http, secret)
  },
})

const look = sessionRoute({
  method: 'GET',
  path: '/session',
  answers: SIGNED_IN,
  docs,
  async handle(deps, { caller }) {
    return reply(200, await describeSession(deps, mustBeSignedIn(caller)))
  },
})

const goOver = sessionRoute({
  method: 'PUT',
  path: '/session/business',
  body: bodyOf(z.strictObject({ businessId: uuid('One of the session’s businesses.') })),
  answers: SIGNED_IN,
  docs,
  async handle(deps, { caller, body: { businessId }, http }) {
    const { sessions } = deps.identity
    const secret = await sessions.move(mustBeSignedIn(caller), businessId, fromOf(http))
    return signedIn(deps, http, secret)
  },
})

const leave = sessionRoute({
  method: 'DELETE',
  path: '/session',
  answers: GONE,
  docs,
  async handle({ identity }, { caller, http }) {
    if (caller !== undefined) await identity.sessions.end(caller)
    return reply(204, '', forgetCookie(http))
  },
})

const password = sessionRoute({
  method: 'PUT',
  path: '/password',
  body: bodyOf(
    z.strictObject({
      password: text.min(SHORTEST_PASSWORD, {
        error: `Must have at least ${SHORTEST_PASSWORD} characters.`,
      }),
      current: text.optional(),
    }),
    { maxBytes: 4096 },
  ),
  answers: GONE,
  docs,
  async handle({ identity }, { caller, body, http }) {
    const session = mustBeSignedIn(caller)
    const { passwords, sessions } = identity
    const { email } = session.user
    limitNamed(identity, `user ${email}`, addressOf(http))
    const mayChange =
      sessions.isFresh(session) ||
      (body.current !== undefined &&
        (await passwords.check(email, body.current, fromOf(http))) !== undefined)
    if (!mayChange) {
      throw new AppError(
        'NEEDS_FRESH_SIGN_IN',
        'The present password is needed, or a new sign-in.',
        {
          status: 403,
        },
      )
    }
    await passwords.set(session, body.password)
    return reply(204, '')
  },
})

export const sessionRoutes = [byPassword, byLink, look, goOver, leave, password]

/** The answer with its cookie; none of it where the user has no role in the business, or in any. */
async function signedIn(deps: ConsoleDeps, http: Request, secret: string | undefined) {
  const session = secret === undefined ? undefined : await deps.identity.sessions.recall(secret)
  if (session === undefined) {
    throw new AppError('NOT_A_MEMBER', 'You have no role in this business.', { status: 403 })
  }
  return reply(200, await describeSession(deps, session), keepCookie(http, session.secret))
}

function fromOf(http: Request): From {
  return { ip: addressOf(http), agent: (http.get('User-Agent') ?? '').slice(0, LONGEST_TEXT) }
}

function addressOf({ ip }: Request): string {
  return ip ?? ''
}

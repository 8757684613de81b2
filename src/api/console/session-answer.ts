import { z } from 'zod'

import { todayIn } from '../../domain/values/calendar'
import { PERMISSIONS, ROLES } from '../../identity/roles'
import type { Role } from '../../identity/roles'
import type { SignedIn } from '../../identity/sessions'
import { projectVersion } from '../../platform/project-root'
import { civilDate, instant } from '../wire/books-schemas'
import type { ConsoleDeps } from './session-route'

const named = z.object({ id: z.string(), name: z.string() })

export const sessionAnswer = z.object({
  user: named.extend({ email: z.string(), hasPassword: z.boolean() }),
  role: z.enum(ROLES),
  roles: z.array(z.enum(ROLES)),
  permissions: z.array(z.enum(PERMISSIONS)),
  business: named.extend({
    currency: z.string(),
    exponent: z.int(),
    timeZone: z.string(),
    today: civilDate,
    closedThrough: civilDate.nullable(),
  }),
  businesses: z.array(named),
  temporalUiUrl: z.string().nullable(),
  environment: z.enum(['sandbox', 'production']),
  version: z.string(),
  expiresAt: instant,
})

export type SessionAnswer = z.infer<typeof sessionAnswer>

/** The one that says most of what a user comes for. */
const FOREMOST: readonly Role[] = ['admin', 'accountant', 'operator', 'manager', 'auditor']

/** Who is signed in, what they may, and what the pages must know of the business. */
export async function describeSession(
  { database, clock, identity, temporalUiUrl }: ConsoleDeps,
  session: SignedIn,
): Promise<SessionAnswer> {
  const { user, business, businessName, roles, permissions, expiresAt } = session
  const { id, currency, exponent, timeZone, closedThrough } = business
  const [businesses, hasPassword] = await Promise.all([
    businessesOf(database, user.userId),
    identity.passwords.isSet(session),
  ])
  return {
    user: { id: user.userId, name: user.name, email: user.email, hasPassword },
    role: FOREMOST.find((role) => roles.includes(role)) ?? 'auditor',
    ...{ roles, permissions, businesses, temporalUiUrl },
    business: {
      ...{ id, name: businessName, currency, exponent, timeZone, closedThrough },
      today: todayIn(timeZone, clock.now()),
    },
    environment: identity.environment,
    version: projectVersion,
    expiresAt: expiresAt.toISOString(),
  }
}

function businessesOf(database: ConsoleDeps['database'], userId: string) {
  return database.query<{ id: string; name: string }>(
    'businesses_of_user',
    `SELECT b.id, b.name FROM membership m JOIN business b ON b.id = m.business_id
     WHERE m.user_id = $1 AND m.roles <> '{}' ORDER BY b.name`,
    [userId],
  )
}

import { userInfo } from 'node:os'

import { makeLoginLink } from '../identity/login-links'
import { addUser } from '../identity/users'
import { systemClock } from '../platform/clock'
import { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import type { StackAddress } from './running-stack'

/** Who is there from the first start on, and may do everything. */
export const FIRST_USER = 'admin'

/** As the audit keeps whoever runs a command. */
export function commandLine(): string {
  return `command line of ${userInfo().username}`
}

/** An address that signs a user in, once: what is behind the # reaches no log. */
export async function loginAddress(
  database: Database,
  email: string,
  url: string,
): Promise<string> {
  const token = await makeLoginLink(database, systemClock, email, commandLine())
  return `${url}/console/#login=${token}`
}

/** The line that leads into the console of a stack; none where its first user may come no more. */
export async function consoleLine({ url, credentials }: StackAddress): Promise<string | undefined> {
  const { databaseUrl, businessId } = credentials
  const database = new Database({ connectionString: databaseUrl, poolSize: 1 })
  try {
    await ensureFirstUser(database, businessId)
    return `console ${await loginAddress(database, FIRST_USER, url)}`
  } catch (error) {
    if (error instanceof AppError && error.code === 'USER_NOT_FOUND') return undefined
    throw error
  } finally {
    await database.close()
  }
}

async function ensureFirstUser(database: Database, businessId: string): Promise<void> {
  if ((await database.prisma.consoleUser.count()) > 0) return
  const user = { email: FIRST_USER, name: FIRST_USER, roles: ['admin', 'accountant'] as const }
  await addUser(database, businessId, user, commandLine())
}

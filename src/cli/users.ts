import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'

import { ROLES, rolesAmong } from '../identity/roles'
import type { Role } from '../identity/roles'
import { addUser, disableUser, listUsers, setRoles } from '../identity/users'
import { findBusiness } from './chosen-business'
import { commandLine, FIRST_USER, loginAddress } from './console-link'
import { addDatabaseOption, credentialsFor, withDatabase } from './database-option'
import type { DatabaseOption } from './database-option'
import { table } from './table'

interface BusinessOption extends DatabaseOption {
  business?: string
}

interface AddOptions extends BusinessOption {
  name?: string
  roles: Role[]
}

interface LinkOptions extends DatabaseOption {
  url?: string
}

const DEFAULT_URL = 'http://127.0.0.1:3000'
const ROLE_LIST = ROLES.join(', ')
const ABOUT = `
Roles: an auditor reads everything and the audit; a manager reads; an operator retries, skips, sends and
commands loans too; an accountant reverses, writes off and approves too; an admin has the users, and
touches no books without being an accountant as well.

Examples:
  ./loansaga users add asha@example.org --name "Asha Mwakyusa" --roles operator
  ./loansaga users link asha@example.org      an address that signs her in, once, within 15 minutes
  ./loansaga users role asha@example.org operator,auditor
  ./loansaga users disable asha@example.org   ends her sessions too`

export function registerUsers(program: Command): void {
  const users = program
    .command('users')
    .description('who may come to the console, and what each may do there')
    .addHelpText('after', ABOUT)
  const command = (name: string, description: string): Command =>
    addDatabaseOption(users.command(name).description(description))
  const ofBusiness = (name: string, description: string): Command =>
    command(name, description).option('--business <name or id>', 'needed if there are several')

  ofBusiness('add', 'add a user to a business; `users link` lets them in')
    .argument('<email>', 'signs them in; a plain name will do')
    .option('--name <text>', 'as decisions are signed (default: the email)')
    .option('--roles <list>', `of ${ROLE_LIST}, with commas between`, parseRoles, ['auditor'])
    .action(add)
  ofBusiness('list', 'list the users of a business with their roles').action(list)
  ofBusiness('role', 'say which roles a user has in a business from now on')
    .argument('<email>')
    .argument('<roles>', `of ${ROLE_LIST}, with commas between; none for no role`, parseRolesOrNone)
    .action(role)
  command('link', 'make an address that signs a user in, once, within 15 minutes')
    .argument('[email]', 'whom', FIRST_USER)
    .option('--url <address>', `of the API (default: that of \`up\`, else ${DEFAULT_URL})`)
    .action(link)
  command('disable', 'let a user in no more, and end their sessions')
    .argument('<email>')
    .action(disable)
}

async function add(email: string, { name = email, roles, ...options }: AddOptions): Promise<void> {
  await withDatabase(options, async (database) => {
    const businessId = await findBusiness(database, options.business)
    const user = await addUser(database, businessId, { email, name, roles }, commandLine())
    console.log(user.userId)
    console.error(`Now let them in: ./loansaga users link ${user.email}`)
  })
}

async function list(options: BusinessOption): Promise<void> {
  await withDatabase(options, async (database) => {
    const users = await listUsers(database, await findBusiness(database, options.business))
    const rows = users.map(({ email, name, roles, hasPassword, lastSeenAt, disabledAt }) => [
      ...[email, name, roles.join(','), hasPassword ? 'yes' : 'no'],
      ...[lastSeenAt?.toISOString() ?? '', disabledAt?.toISOString() ?? ''],
    ])
    console.log(table(['EMAIL', 'NAME', 'ROLES', 'PASSWORD', 'LAST SEEN', 'DISABLED'], rows))
  })
}

async function role(email: string, roles: Role[], options: BusinessOption): Promise<void> {
  await withDatabase(options, async (database) => {
    const businessId = await findBusiness(database, options.business)
    await setRoles(database, businessId, { email, roles }, commandLine())
    console.log(`${email}: ${roles.join(', ') || 'no role'}`)
  })
}

async function link(email: string, { url, ...options }: LinkOptions): Promise<void> {
  await withDatabase(options, async (database) => {
    const address = url ?? credentialsFor(options, 'DATABASE_URL')?.url ?? DEFAULT_URL
    console.log(await loginAddress(database, email, address.replace(/\/$/, '')))
  })
}

async function disable(email: string, options: DatabaseOption): Promise<void> {
  await withDatabase(options, async (database) => {
    await disableUser(database, email, commandLine())
    console.log(`disabled ${email}`)
  })
}

function parseRoles(text: string): Role[] {
  const given = text.split(',').map((one) => one.trim())
  const roles = rolesAmong(given)
  if (roles.length === new Set(given).size) return roles
  throw new InvalidArgumentError(`It must be of ${ROLE_LIST}, with commas between.`)
}

function parseRolesOrNone(text: string): Role[] {
  return text === 'none' ? [] : parseRoles(text)
}

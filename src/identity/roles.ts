import { SCOPES } from './key-pairs'

export const ROLES = ['auditor', 'manager', 'operator', 'accountant', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** What tokens have as scopes, and what only people may. */
export const PERMISSIONS = [...SCOPES, 'lms:approve', 'lms:admin', 'audit:read'] as const
export type Permission = (typeof PERMISSIONS)[number]

const OPERATOR = ['lms:read', 'lms:write', 'lms:operate'] as const satisfies Permission[]

/** An admin does nothing to the books unless they are an accountant too. */
const OF_ROLE: Readonly<Record<Role, readonly Permission[]>> = {
  auditor: ['lms:read', 'audit:read'],
  manager: ['lms:read'],
  operator: OPERATOR,
  accountant: [...OPERATOR, 'lms:approve'],
  admin: ['lms:read', 'lms:admin', 'audit:read'],
}

export function permissionsOf(roles: readonly Role[]): Permission[] {
  return PERMISSIONS.filter((permission) =>
    roles.some((role) => OF_ROLE[role].includes(permission)),
  )
}

/** Those of a list that there are, each once. */
export function rolesAmong(texts: readonly string[]): Role[] {
  return ROLES.filter((role) => texts.includes(role))
}

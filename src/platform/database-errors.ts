/** The transaction was rolled back by the server for a reason that another try may not meet. */
const ROLLED_BACK = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '57P01', // admin_shutdown: told before the commit, or else not told at all
])

/** No connection was made, so nothing was sent. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT', // a unix socket that is not there yet
  '53300', // too_many_connections
  '57P03', // cannot_connect_now: starting up, shutting down, recovering
])

export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

export function isRolledBack(error: unknown): boolean {
  return ROLLED_BACK.has(errorCode(error) ?? '')
}

/** Waited too long for a lock: the statement was rolled back. */
export function isLockTimeout(error: unknown): boolean {
  return errorCode(error) === '55P03'
}

/** Whether an attempt to connect failed in a way that passes, such as a server that restarts. */
export function isNotConnected(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isNotConnected)
  if (NOT_CONNECTED.has(errorCode(error) ?? '')) return true
  return error instanceof Error && error.message === 'Connection terminated unexpectedly'
}

/** No answer, or not in time. */
const NOT_REACHED = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
])

/**
 * The server's own trouble, by class: 08 connections, 53 resources, 57 ended by an operator or a
 * timeout, 58 its system, XX itself; and a standby that takes no writes. P1 and P2024 are Prisma's.
 */
const TROUBLE = /^(?:(?:08|53|57|58|XX)[0-9A-Z]{3}|25006|P1\d{3}|P2024)$/

/** What `pg` says without a code where it has no connection. */
const WITHOUT_CONNECTION =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/

/** Whether PostgreSQL itself cannot do its work, as against a statement that it refuses or a race that was lost. */
export function isSystemFault(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isSystemFault)
  const code = errorCode(error)
  if (code !== undefined && (NOT_REACHED.has(code) || TROUBLE.test(code))) return true
  if (!(error instanceof Error)) return false
  return WITHOUT_CONNECTION.test(error.message) || isSystemFault(error.cause)
}

/** A prepared statement of before a migration: refused by the server before it ran. */
export function isStalePlan(error: unknown): boolean {
  return (
    errorCode(error) === '0A000' &&
    error instanceof Error &&
    error.message.includes('cached plan must not change result type')
  )
}

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

/** Whether an attempt to connect failed in a way that passes, such as a server that restarts. */
export function isNotConnected(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isNotConnected)
  if (NOT_CONNECTED.has(errorCode(error) ?? '')) return true
  return error instanceof Error && error.message === 'Connection terminated unexpectedly'
}

/** A prepared statement of before a migration: refused by the server before it ran. */
export function isStalePlan(error: unknown): boolean {
  return (
    errorCode(error) === '0A000' &&
    error instanceof Error &&
    error.message.includes('cached plan must not change result type')
  )
}

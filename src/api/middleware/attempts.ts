import type { Identity } from '../../identity/identity'
import { AppError } from '../../platform/errors'

/**
 * Before the body is read: it costs whoever guesses more than it costs us.
 * @throws AppError TOO_MANY_ATTEMPTS (429)
 */
export function limitAddress({ limits }: Pick<Identity, 'limits'>, address: string): void {
  refuseFor(limits.perAddress.attempt(address))
}

/**
 * Before the slow hash.
 * @param name whose secret is tried
 * @throws AppError TOO_MANY_ATTEMPTS (429)
 */
export function limitNamed(
  { limits }: Pick<Identity, 'limits'>,
  name: string,
  address: string,
): void {
  refuseFor(limits.perKeyAndAddress.attempt(`${name} ${address}`))
}

function refuseFor(seconds: number): void {
  if (seconds === 0) return
  throw new AppError('TOO_MANY_ATTEMPTS', `Too many attempts: wait ${seconds} seconds.`, {
    status: 429,
    headers: { 'Retry-After': String(seconds) },
  })
}

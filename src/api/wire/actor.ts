import type { TokenHolder } from '../../identity/tokens'

/** Who is written down: the key pair, which the token proves, and beside it whoever the request names. */
export function actorOf({ name, keyId }: TokenHolder, given?: string): string {
  const pair = `key pair ${name} (${keyId})`
  return given === undefined ? pair : `${given}, by ${pair}`
}

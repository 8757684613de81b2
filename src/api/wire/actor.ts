import type { Caller } from '../../identity/caller'

/** Who is written down: whom the key pair or the session proves, and beside it whoever the request names. */
export function actorOf({ actor }: Caller, given?: string): string {
  return given === undefined ? actor : `${given}, by ${actor}`
}

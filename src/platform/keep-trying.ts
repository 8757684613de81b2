import { setTimeout as sleep } from 'node:timers/promises'

import { errorMessage } from './errors'

const PAUSE_MS = 100
const FIRST_TRY_MS = 1_000
const LONGEST_TRY_MS = 10_000
const MINUTE_MS = 60_000

export interface Trying {
  /** One try, with the time it may take: more with each, since the machine may be that slow. */
  attempt(limitMs: number): Promise<void>
  /** Whether more of them are in vain. */
  isVain(): boolean
  /** Told every so often what the last try said. */
  stillTrying?: ((why: string) => void) | undefined
  sayEveryMs?: number
  /** Ends what would never end: long, because how busy a machine may be is not for us to say. */
  longestMs?: number
}

/** Tries until one succeeds; throws the last error when it is in vain or after ten minutes. */
export async function keepTrying({
  attempt,
  isVain,
  stillTrying,
  sayEveryMs = MINUTE_MS / 2,
  longestMs = 10 * MINUTE_MS,
}: Trying): Promise<void> {
  const begin = Date.now()
  let said = begin
  for (let limit = FIRST_TRY_MS; ; limit = Math.min(limit * 1.5, LONGEST_TRY_MS)) {
    try {
      await attempt(limit)
      return
    } catch (error) {
      if (isVain() || Date.now() - begin > longestMs) throw error
      if (Date.now() - said >= sayEveryMs) {
        said = Date.now()
        stillTrying?.(errorMessage(error))
      }
    }
    await sleep(PAUSE_MS)
  }
}

import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE_MS = 30_000
const PAUSE_MS = 10

/** Looks again and again until there is something to see; fails after a while. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
    if (Date.now() > deadline) throw new Error(`waited ${PATIENCE_MS / 1000} s in vain: ${what}`)
    await sleep(PAUSE_MS)
  }
}

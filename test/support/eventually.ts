import { setTimeout as sleep } from 'node:timers/promises'

import { patience } from './patience'

const PATIENCE_MS = 60_000
const PAUSE_MS = 10

/** Looks again and again until there is something to see; fails after a while. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const limit = patience(PATIENCE_MS)
  const deadline = Date.now() + limit
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
    if (Date.now() > deadline) throw new Error(`waited ${limit / 1000} s in vain: ${what}`)
    await sleep(PAUSE_MS)
  }
}

import { setTimeout as sleep } from 'node:timers/promises'

const PATIENCE_MS = 180_000
const PAUSE_MS = 50

/** Looks until it is so; fails after three minutes, which is longer than any recovery takes. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`waited ${PATIENCE_MS / 1000} s in vain: ${what}`)
    await sleep(PAUSE_MS)
  }
}

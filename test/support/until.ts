import { setTimeout as sleep } from 'node:timers/promises'

import { patience } from './patience'

const PATIENCE_MS = 180_000
const PAUSE_MS = 50

/** Looks until it is so; fails after a time that is longer than any recovery takes. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const limit = patience(PATIENCE_MS)
  const deadline = Date.now() + limit
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`waited ${limit / 1000} s in vain: ${what}`)
    await sleep(PAUSE_MS)
  }
}

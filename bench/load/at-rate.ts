import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Begins `count` works at an even rate, whether or not the ones before have ended, as callers do
 * that know nothing of each other. Resolves with how long each took, in milliseconds.
 */
export async function atRate(
  perSecond: number,
  count: number,
  work: (place: number) => Promise<void>,
): Promise<number[]> {
  const begin = performance.now()
  const running: Promise<number>[] = []
  for (let place = 0; place < count; place += 1) {
    const due = begin + (place * 1000) / perSecond
    const wait = due - performance.now()
    if (wait > 1) await sleep(wait)
    // From when it was due: a sender that is late does not hide what callers would have waited.
    const taken = work(place).then(() => performance.now() - due)
    // One that fails is told in the end; until then nobody listens.
    taken.catch(() => undefined)
    running.push(taken)
  }
  return Promise.all(running)
}

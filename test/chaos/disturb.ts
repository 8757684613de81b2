import type { UpStack } from '../support/up-stack'
import { killAll, loseTemporal, restartUp } from './chaos-stack'
import type { Disturbance } from './scenario'
import type { Tally } from './tally'

/** `up` gives a part up that dies six times in two minutes: that is its right, and not the test. */
const MOST_DEATHS = 4
const WINDOW_MS = 120_000

const deaths = new Map<Disturbance, number[]>()

/** Kills something and waits until it is back; false where it has died too often lately. */
export async function disturb(stack: UpStack, what: Disturbance, tally: Tally): Promise<boolean> {
  const begin = Date.now()
  const recent = (deaths.get(what) ?? []).filter((at) => begin - at < WINDOW_MS)
  if (recent.length >= MOST_DEATHS) return false
  deaths.set(what, [...recent, begin])
  await strike(stack, what)
  tally.killed(what, Date.now() - begin)
  return true
}

function strike(stack: UpStack, what: Disturbance): Promise<void> {
  switch (what) {
    case 'up':
      return restartUp(stack)
    case 'everything':
      return killAll(stack)
    case 'temporal storage':
      return loseTemporal(stack)
    default:
      return stack.kill(what)
  }
}

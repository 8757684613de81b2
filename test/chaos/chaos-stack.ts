import { rmSync } from 'node:fs'
import { join } from 'node:path'

import { isRunning } from '../support/stack-record'
import { until } from '../support/until'
import { UpStack } from '../support/up-stack'

/** Temporal's database with its write-ahead log. */
const TEMPORAL_STORAGE = ['temporal.db', 'temporal.db-wal', 'temporal.db-shm']
/** Runs become long enough to continue as new within a scenario. */
const SETTINGS = { LOG_LEVEL: 'warn', CONTINUE_AS_NEW_EVENTS: '60' }

export function startChaosStack(port?: number): Promise<UpStack> {
  return UpStack.start({ name: 'chaos', port, settings: SETTINGS })
}

/** Kills `up` alone and starts it again. */
export async function restartUp(stack: UpStack): Promise<void> {
  await stack.killUp()
  await stack.startAgain()
}

/** As if the power failed: everything ends at once. */
export async function killAll(stack: UpStack): Promise<void> {
  await cutPower(stack)
  await stack.startAgain()
}

/** Loses all that Temporal has stored, while business goes on, and recovers from it. */
export async function loseTemporal(stack: UpStack): Promise<void> {
  await cutPower(stack)
  for (const file of TEMPORAL_STORAGE) rmSync(join(stack.folder, file), { force: true })
  await stack.startAgain()
  await stack.command('recover')
}

async function cutPower(stack: UpStack): Promise<void> {
  const children = Object.values(stack.parts)
  const ended = stack.killUp()
  for (const { pid } of children.filter(isRunning)) process.kill(pid, 'SIGKILL')
  await ended
  await until('the end of all processes', () => !children.some(isRunning))
}

import fc from 'fast-check'

import type { UpStack } from '../support/up-stack'
import { runScenario } from './run-scenario'
import type { Scenario } from './scenario'
import type { Tally } from './tally'

export interface Trial {
  seed: number
  /** Only this shrunk scenario of the seed. */
  path?: string | undefined
  /** False where the first that fails will do. */
  shrink?: boolean
  tally: Tally
}

/** Looking for a smaller scenario that fails too takes no longer than this. */
const SHRINKING_MS = 180_000

/** One scenario of the seed. Its failure comes with the smallest scenario found that fails too. */
export async function assertScenario(
  stack: UpStack,
  scenarios: fc.Arbitrary<Scenario>,
  { seed, path, shrink = true, tally }: Trial,
): Promise<void> {
  let failedAt: number | undefined
  const property = fc.asyncProperty(scenarios, async (scenario) => {
    if (failedAt !== undefined && Date.now() - failedAt > SHRINKING_MS) return
    try {
      await runScenario(stack, scenario, tally)
    } catch (error) {
      failedAt ??= Date.now()
      throw error
    }
  })
  // Of a single run, fast-check's bias would make a small one half the time.
  const once = { seed, numRuns: 1, unbiased: true, endOnFailure: !shrink }
  await fc.assert(property, { ...once, ...(path === undefined ? {} : { path }) })
}

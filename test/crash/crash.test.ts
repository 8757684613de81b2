import fc from 'fast-check'

import { quietTemporal } from '../../src/cli/quiet-temporal'
import { assertScenario } from '../chaos/assert-scenario'
import { startChaosStack } from '../chaos/chaos-stack'
import { runScenario } from '../chaos/run-scenario'
import { scenarios } from '../chaos/scenario'
import type { Scenario } from '../chaos/scenario'
import { Tally } from '../chaos/tally'
import type { UpStack } from '../support/up-stack'

/** Reproduces a failure: CHAOS_SEED and CHAOS_PATH as they were printed with it. */
const { CHAOS_SEED, CHAOS_PATH } = process.env
const SEED = CHAOS_SEED === undefined ? Date.now() % 1_000_000_000 : Number(CHAOS_SEED)

/** Customers whose loans live here, beside the pushed loans. */
const CUSTOMERS = { maxCustomers: 8, maxOwnSteps: 14 }

/** A portfolio that is being pushed when one part after the other is killed. */
const CRASH: Scenario['kills'] = [
  { atPercent: 10, what: 'worker' },
  { atPercent: 25, what: 'api' },
  { atPercent: 40, what: 'temporal' },
  { atPercent: 55, what: 'postgres' },
  { atPercent: 75, what: 'up' },
]

describe(`A stack of real processes (seed ${SEED})`, () => {
  let stack: UpStack

  beforeAll(async () => {
    quietTemporal()
    stack = await startChaosStack()
  })
  afterAll(() => stack.stop())

  it('does with any stories of loans, told over HTTP, what the model says', async () => {
    const size = {
      ...{ minLoans: 6, maxLoans: 12, minSteps: 6, maxSteps: 18, maxKills: 0 },
      ...CUSTOMERS,
    }
    await assertScenario(stack, scenarios(size), {
      seed: SEED,
      path: CHAOS_PATH,
      tally: new Tally(),
    })
  })

  it('loses nothing and does nothing twice when its processes are killed', async () => {
    const tally = new Tally()
    const size = {
      ...{ minLoans: 30, maxLoans: 30, minSteps: 16, maxSteps: 16, maxKills: 0 },
      ...CUSTOMERS,
    }
    const [scenario] = fc.sample(scenarios(size), { seed: SEED, numRuns: 1 })
    await runScenario(stack, { ...scenario!, kills: CRASH }, tally)
    expect(tally.count('sent')).toBeGreaterThan(350)
    expect(CRASH.map(({ what }) => [what, tally.kills(what)])).toEqual(
      CRASH.map(({ what }) => [what, 1]),
    )
    expect(await stack.command('verify')).toContain('Proven')
  })
})

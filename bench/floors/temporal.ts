import type { Bench } from '../bench'
import { atRate } from '../load/at-rate'
import { inParallel } from '../load/in-parallel'
import { SENDERS } from '../load/lender'
import type { Measurement } from '../measure'
import { COMMAND_RATE, STEADY_SECONDS } from '../product/steady'
import { latency } from '../report/statistics'
import { BARE_QUEUE } from './bare-queue'

type BareWorkflow = 'regularActivityPerSignal' | 'localActivityPerSignal' | 'localActivityPerUpdate'

let runs = 0

/** Ids of workflows that no other measurement has. */
function workflowIds(count: number): string[] {
  runs += 1
  return Array.from({ length: count }, (_, place) => `bare-${runs}-${place}`)
}

async function signalWithStart(
  bench: Bench,
  type: BareWorkflow,
  workflowId: string,
): Promise<void> {
  await bench.temporal.client.workflow.signalWithStart(type, {
    ...{ workflowId, taskQueue: BARE_QUEUE },
    ...{ signal: 'poke', signalArgs: [] },
  })
}

/** From the first signal to the end of the last activity. */
function perSignal(
  name: string,
  what: string,
  type: BareWorkflow,
  { workflows, signals }: { workflows: number; signals: number },
): Measurement {
  return {
    name,
    what,
    async run(bench) {
      const ids = workflowIds(bench.loans(workflows))
      const events = ids.length * signals
      const done = bench.bare.next(events)
      const begin = performance.now()
      await inParallel(ids, SENDERS, async (id) => {
        for (let signal = 0; signal < signals; signal += 1) await signalWithStart(bench, type, id)
      })
      await done
      return { events, seconds: (performance.now() - begin) / 1000 }
    },
  }
}

export const regularDeep = perSignal(
  'bare regular',
  '200 workflows x 10 signals, a regular activity each',
  'regularActivityPerSignal',
  { workflows: 200, signals: 10 },
)

export const localDeep = perSignal(
  'bare local',
  '200 workflows x 10 signals, a local activity each',
  'localActivityPerSignal',
  { workflows: 200, signals: 10 },
)

export const localHot = perSignal(
  'bare hot',
  '20 workflows x 100 signals, a local activity each',
  'localActivityPerSignal',
  { workflows: 20, signals: 100 },
)

const PORTFOLIO = 2_000
const portfolios = new WeakMap<Bench, readonly string[]>()

async function signalAll(bench: Bench, ids: readonly string[]): Promise<number> {
  const done = bench.bare.next(ids.length)
  const begin = performance.now()
  await inParallel(ids, SENDERS, (id) => signalWithStart(bench, 'localActivityPerSignal', id))
  await done
  return (performance.now() - begin) / 1000
}

export const localStarts: Measurement = {
  name: 'bare starts',
  what: '2,000 new workflows by signal-with-start, a local activity each',
  async run(bench) {
    const ids = workflowIds(bench.loans(PORTFOLIO))
    portfolios.set(bench, ids)
    return { events: ids.length, seconds: await signalAll(bench, ids) }
  },
}

/** The workflows that `bare starts` has made, in the same round. */
export const localWide: Measurement = {
  name: 'bare wide',
  what: '2,000 workflows that exist x 1 signal, a local activity each',
  async run(bench) {
    if (!portfolios.has(bench)) await localStarts.run(bench)
    const ids = portfolios.get(bench) ?? []
    portfolios.delete(bench)
    return { events: ids.length, seconds: await signalAll(bench, ids) }
  },
}

export const steadyUpdate: Measurement = {
  name: 'bare update',
  what: `${COMMAND_RATE} updates a second, a local activity each, spread over 200 workflows`,
  async run(bench) {
    const { workflow } = bench.temporal.client
    const handles = await Promise.all(
      workflowIds(bench.loans(200)).map((workflowId) =>
        workflow.start('localActivityPerUpdate', { workflowId, taskQueue: BARE_QUEUE }),
      ),
    )
    const askAt = async (place: number): Promise<void> => {
      await handles[place % handles.length]?.executeUpdate('ask')
    }
    await inParallel(handles.keys(), SENDERS, askAt)
    const count = COMMAND_RATE * STEADY_SECONDS
    const begin = performance.now()
    const { p50, p99 } = latency(await atRate(COMMAND_RATE, count, askAt))
    const seconds = (performance.now() - begin) / 1000
    return { events: count, seconds, figures: { p50, p99 } }
  },
}

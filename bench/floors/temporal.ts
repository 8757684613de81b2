import type { Bench } from '../bench'
import { atRate } from '../load/at-rate'
import { inParallel } from '../load/in-parallel'
import { SENDERS } from '../load/lender'
import type { Measurement } from '../measure'
import { COMMAND_RATE, STEADY_SECONDS } from '../product/steady'
import { CLIENTS, EACH } from '../product/waited'
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

type Send = (
  ids: readonly string[],
  signals: number,
  signal: (id: string) => Promise<void>,
) => Promise<void>

/** Each signal of a workflow when the one before is answered. */
const inTurn: Send = (ids, signals, signal) =>
  inParallel(ids, SENDERS, async (id) => {
    for (let sent = 0; sent < signals; sent += 1) await signal(id)
  })

/** One workflow after the other, and all its signals at once. */
const inBursts: Send = (ids, signals, signal) =>
  inParallel(
    ids.flatMap((id) => Array<string>(signals).fill(id)),
    SENDERS,
    signal,
  )

/** From the first signal to the end of the last activity. */
function perSignal(
  { name, what }: Pick<Measurement, 'name' | 'what'>,
  type: BareWorkflow,
  [workflows, signals]: readonly [workflows: number, signals: number],
  send: Send,
): Measurement {
  return {
    name,
    what,
    async run(bench) {
      const ids = workflowIds(bench.loans(workflows))
      const events = ids.length * signals
      const done = bench.bare.next(events)
      const begin = performance.now()
      await send(ids, signals, (id) => signalWithStart(bench, type, id))
      await done
      return { events, seconds: (performance.now() - begin) / 1000 }
    },
  }
}

export const regularDeep = perSignal(
  { name: 'bare regular', what: '200 workflows x 10 signals, a regular activity each' },
  'regularActivityPerSignal',
  [200, 10],
  inTurn,
)

export const localDeep = perSignal(
  { name: 'bare local', what: '200 workflows x 10 signals, a local activity each' },
  'localActivityPerSignal',
  [200, 10],
  inTurn,
)

export const localHot = perSignal(
  { name: 'bare hot', what: '20 workflows x 100 signals, a local activity each' },
  'localActivityPerSignal',
  [20, 100],
  inBursts,
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

export const updates: Measurement = {
  name: 'bare updates',
  what: `${CLIENTS} clients on workflows of their own x ${EACH} updates, a local activity each`,
  async run(bench) {
    const { workflow } = bench.temporal.client
    const handles = await Promise.all(
      workflowIds(CLIENTS).map((workflowId) =>
        workflow.start('localActivityPerUpdate', { workflowId, taskQueue: BARE_QUEUE }),
      ),
    )
    await Promise.all(handles.map((handle) => handle.executeUpdate('ask')))
    const times: number[] = []
    const begin = performance.now()
    await inParallel(handles, CLIENTS, async (handle) => {
      for (let sent = 0; sent < bench.loans(EACH); sent += 1) {
        const asked = performance.now()
        await handle.executeUpdate('ask')
        times.push(performance.now() - asked)
      }
    })
    const seconds = (performance.now() - begin) / 1000
    const { p50, p99 } = latency(times)
    return { events: times.length, seconds, figures: { p50, p99 } }
  },
}

/** Workflows that are there and take updates; asks one of them, each in its turn. */
export async function startUpdated(
  bench: Bench,
  count: number,
): Promise<(place: number) => Promise<void>> {
  const { workflow } = bench.temporal.client
  const handles = await Promise.all(
    workflowIds(count).map((workflowId) =>
      workflow.start('localActivityPerUpdate', { workflowId, taskQueue: BARE_QUEUE }),
    ),
  )
  const ask = async (place: number): Promise<void> => {
    await handles[place % handles.length]?.executeUpdate('ask')
  }
  await inParallel(handles.keys(), SENDERS, ask)
  return ask
}

export const steadyUpdate: Measurement = {
  name: 'bare update',
  what: `${COMMAND_RATE} updates a second, a local activity each, spread over 200 workflows`,
  async run(bench) {
    const ask = await startUpdated(bench, bench.loans(200))
    const count = COMMAND_RATE * STEADY_SECONDS
    const begin = performance.now()
    const { p50, p99 } = latency(await atRate(COMMAND_RATE, count, ask))
    const seconds = (performance.now() - begin) / 1000
    return { events: count, seconds, figures: { p50, p99 } }
  },
}

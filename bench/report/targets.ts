import { PROCESSES } from '../processes'
import type { Summary } from './summary'

type Summaries = Readonly<Record<string, Summary>>

interface Target {
  what: string
  /** The two measurements whose rates are compared. */
  rates?: readonly [product: string, floor: string]
  atLeast?: number
  atMost?: number
  /** Undefined where something it needs was not measured. */
  value?(of: Summaries): number | undefined
}

export interface TargetResult {
  what: string
  value: number
  /** The same ratio of CPU time per event, all processes: steadier where the machine is shared. */
  byCpu: number | null
  bound: string
  met: boolean
}

const rate = (name: string) => (of: Summaries) => of[name]?.rate.median
const figure = (name: string, key: string) => (of: Summaries) => of[name]?.figures[key]

type Ratio = (of: Summaries) => number | undefined

function ratio(above: Ratio, below: Ratio): Ratio {
  return (of) => {
    const [one, other] = [above(of), below(of)]
    return one === undefined || other === undefined ? undefined : one / other
  }
}

/**
 * The share of our own CPU in all of it. Ours are the API with all it does (telling Temporal
 * included), PostgreSQL, and of the worker what it takes more than one whose activities do nothing.
 */
const ownShare = (name: 'wide' | 'month end') => (of: Summaries) => {
  const [product, bare] = [of[name]?.cpu, of['bare wide']?.cpu]
  if (product === undefined || bare === undefined) return undefined
  const own = product.api + product.postgres + Math.max(0, product.worker - bare.bare)
  return own / (product.api + product.postgres + product.worker + product.temporal)
}

const TARGETS: readonly Target[] = [
  {
    what: 'deep : bare, regular activity',
    atLeast: 2.5,
    rates: ['deep', 'bare regular'],
  },
  {
    what: 'hot : bare hot, local activity',
    atLeast: 6,
    rates: ['hot', 'bare hot'],
  },
  { what: 'hot : PostgreSQL alone', atLeast: 0.25, rates: ['hot', 'postgres'] },
  {
    what: 'hot in batches : bare hot',
    atLeast: 6,
    rates: ['hot batch', 'bare hot'],
  },
  {
    what: 'wide : bare wide, local activity',
    atLeast: 0.8,
    rates: ['wide', 'bare wide'],
  },
  {
    what: 'starts : bare signal-with-start',
    atLeast: 0.75,
    rates: ['starts', 'bare starts'],
  },
  { what: 'import : deep', atLeast: 2, rates: ['import', 'deep'] },
  { what: 'own share of all CPU, wide', atMost: 0.35, value: ownShare('wide') },
  {
    what: 'month end, by the relay : bare wide, local activity',
    atLeast: 0.7,
    rates: ['month end', 'bare wide'],
  },
  { what: 'own share of all CPU, month end', atMost: 0.4, value: ownShare('month end') },
  {
    what: 'a command of /v1 waited for : a bare update beside it, p50',
    atMost: 2,
    value: ratio(figure('commands', 'p50'), figure('commands', 'update p50')),
  },
  {
    what: 'a command of /v1 waited for : a bare update beside it, p99',
    atMost: 2,
    value: ratio(figure('commands', 'p99'), figure('commands', 'update p99')),
  },
  {
    what: 'GET /v1/loans/{id} : GET /lms-integration/loans/{id}, of 60 events, p50',
    atMost: 2,
    value: ratio(figure('own loans', 'read, own'), figure('own loans', 'read, pushed')),
  },
  {
    what: "a loan's 60th command of /v1 : its 5th",
    atMost: 1.3,
    value: ratio(figure('own loans', 'at 60'), figure('own loans', 'at 5')),
  },
  {
    what: 'a command waited for : bare update, p50',
    atMost: 2,
    value: ratio(figure('steady command', 'p50'), figure('bare update', 'p50')),
  },
  {
    what: 'a command waited for : bare update, p99',
    atMost: 2,
    value: ratio(figure('steady command', 'p99'), figure('bare update', 'p99')),
  },
  {
    what: 'repayments waited for by 8 clients : bare updates',
    atLeast: 0.75,
    rates: ['waited', 'bare updates'],
  },
  {
    what: "the tenth batch of a loan's backlog : its second",
    atMost: 1.5,
    value: ratio(figure('backlog', 'batch 10'), figure('backlog', 'batch 2')),
  },
  {
    what: 'a push to its durable answer : bare insert, p99',
    atMost: 2,
    value: ratio(figure('steady push', 'durable p99'), figure('bare insert', 'p99')),
  },
  {
    what: 'a schedule of 360 installments, milliseconds',
    atMost: 5,
    value: figure('engine', 'schedule of 360, ms'),
  },
  {
    what: 'a loan of 200 events and 60 installments derived, milliseconds',
    atMost: 10,
    value: figure('engine', 'derived from 200, ms'),
  },
  {
    what: "a loan's 1,000th event : its 10th",
    atMost: 1.2,
    value: ratio(figure('long loan', 'at 1000'), figure('long loan', 'at 10')),
  },
  {
    what: 'the same after a restart of the worker, seconds',
    atMost: 1,
    value: (of) => {
      const milliseconds = figure('long loan', 'after a restart')(of)
      return milliseconds === undefined ? undefined : milliseconds / 1000
    },
  },
]

function ratioOfRates([product, floor]: NonNullable<Target['rates']>): Ratio {
  return ratio(rate(product), rate(floor))
}

/** Where the processor is what is short, events a second go as its time per event. */
function ratioByCpu(of: Summaries, [product, floor]: NonNullable<Target['rates']>): number | null {
  const [one, other] = [of[product]?.cpu, of[floor]?.cpu]
  if (one === undefined || other === undefined) return null
  const sum = (cpu: Summary['cpu']): number =>
    PROCESSES.reduce((total, process) => total + cpu[process], 0)
  return sum(other) / sum(one)
}

export function targetsMet(measurements: Summaries): TargetResult[] {
  return TARGETS.flatMap(({ what, rates, atLeast = -Infinity, atMost = Infinity, value }) => {
    const found = (rates === undefined ? value : ratioOfRates(rates))?.(measurements)
    const byCpu = rates === undefined ? null : ratioByCpu(measurements, rates)
    if (found === undefined) return []
    const bound = atMost === Infinity ? `at least ${atLeast}` : `at most ${atMost}`
    return [{ what, value: found, byCpu, bound, met: found >= atLeast && found <= atMost }]
  })
}

import type { Summary } from './result'

type Summaries = Readonly<Record<string, Summary>>

interface Target {
  what: string
  atLeast?: number
  atMost?: number
  /** Undefined where something it needs was not measured. */
  value(of: Summaries): number | undefined
}

export interface TargetResult {
  what: string
  value: number
  bound: string
  met: boolean
}

const rate = (name: string) => (of: Summaries) => of[name]?.rate.median
const figure = (name: string, key: string) => (of: Summaries) => of[name]?.figures[key]

function ratio(
  above: (of: Summaries) => number | undefined,
  below: (of: Summaries) => number | undefined,
): Target['value'] {
  return (of) => {
    const [one, other] = [above(of), below(of)]
    return one === undefined || other === undefined ? undefined : one / other
  }
}

/**
 * The share of our own CPU in all of it. Ours are the API with all it does (telling Temporal
 * included), PostgreSQL, and of the worker what it takes more than one whose activities do nothing.
 */
function ownShare(of: Summaries): number | undefined {
  const [product, bare] = [of['wide']?.cpu, of['bare wide']?.cpu]
  if (product === undefined || bare === undefined) return undefined
  const own = product.api + product.postgres + Math.max(0, product.worker - bare.bare)
  return own / (product.api + product.postgres + product.worker + product.temporal)
}

const TARGETS: readonly Target[] = [
  {
    what: 'deep : bare, regular activity',
    atLeast: 2.5,
    value: ratio(rate('deep'), rate('bare regular')),
  },
  {
    what: 'hot : bare hot, local activity',
    atLeast: 6,
    value: ratio(rate('hot'), rate('bare hot')),
  },
  { what: 'hot : PostgreSQL alone', atLeast: 0.25, value: ratio(rate('hot'), rate('postgres')) },
  {
    what: 'hot in batches : bare hot',
    atLeast: 6,
    value: ratio(rate('hot batch'), rate('bare hot')),
  },
  {
    what: 'wide : bare wide, local activity',
    atLeast: 0.8,
    value: ratio(rate('wide'), rate('bare wide')),
  },
  {
    what: 'starts : bare signal-with-start',
    atLeast: 0.75,
    value: ratio(rate('starts'), rate('bare starts')),
  },
  { what: 'import : deep', atLeast: 2, value: ratio(rate('import'), rate('deep')) },
  { what: 'own share of all CPU, wide', atMost: 0.35, value: ownShare },
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
    what: 'a push to its durable answer : bare insert, p99',
    atMost: 2,
    value: ratio(figure('steady push', 'durable p99'), figure('bare insert', 'p99')),
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

export function targetsMet(measurements: Summaries): TargetResult[] {
  return TARGETS.flatMap(({ what, atLeast = -Infinity, atMost = Infinity, value }) => {
    const found = value(measurements)
    if (found === undefined) return []
    const bound = atMost === Infinity ? `at least ${atLeast}` : `at most ${atMost}`
    return [{ what, value: found, bound, met: found >= atLeast && found <= atMost }]
  })
}

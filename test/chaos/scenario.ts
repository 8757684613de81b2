import fc from 'fast-check'

import type { Amount } from './amount'
import { customs } from './own/own-scenario'
import type { Custom } from './own/own-scenario'

/** What a client does; which event is meant is a number, taken by the events there are. */
export type Deed =
  | { do: 'DISBURSE'; customer: number; amount: bigint; feePercent: number; day: number }
  | { do: 'REPORT'; customer: number; month: number; amount: Amount }
  | {
      do: 'RECEIVE' | 'SETTLE'
      customer: number
      principal: Amount
      interest: Amount
      fee: bigint
      day: number
    }
  | { do: 'REFUND'; customer: number; amount: Amount; day: number }
  | { do: 'GIVE_UP'; customer: number; day: number }
  | { do: 'BLUNDER'; which: number }
  | { do: 'REPEAT'; which: number }
  | { do: 'REUSE_KEY'; which: number }
  | { do: 'REVERSE'; which: number; cascade: boolean; date: 'TODAY' | 'OWN' | 'TOO_EARLY' }
  | { do: 'CORRECT'; which: number }

export interface Step {
  deed: Deed
  keyed: boolean
  /** Only asks what would happen. */
  dryRun: boolean
  /** When every event of the loan has its outcome, so that the answer is known exactly. */
  settledFirst: boolean
  waitSeconds: number | null
}

export type Disturbance =
  'worker' | 'api' | 'temporal' | 'postgres' | 'up' | 'everything' | 'temporal storage'

export interface Scenario {
  /** The steps of each loan; loans are told side by side. */
  loans: Step[][]
  /** The steps of each customer whose loans live here; told beside the loans. */
  customs: Custom[]
  /** What is killed when so many percent of all steps are done. */
  kills: { atPercent: number; what: Disturbance }[]
}

export interface ScenarioSize {
  minLoans: number
  maxLoans: number
  /** Most customers whose loans live here, and steps of each. */
  maxCustomers: number
  maxOwnSteps: number
  minSteps: number
  maxSteps: number
  maxKills: number
}

const amount: fc.Arbitrary<Amount> = fc.oneof(
  fc.integer({ min: -1, max: 1 }).map((ofOpen) => ({ ofOpen })),
  fc.bigInt({ min: 0n, max: 150_000n }).map((minor) => ({ minor })),
)

const customer = fc.oneof({ weight: 30, arbitrary: fc.constant(1) }, fc.constant(2))
const which = fc.nat({ max: 40 })
/** Days of the year behind its first. */
const day = fc.nat({ max: 330 })

const disburse: fc.Arbitrary<Deed> = fc.record({
  do: fc.constant('DISBURSE' as const),
  customer: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.constant(2)),
  amount: fc.bigInt({ min: 1n, max: 900_000n }),
  feePercent: fc.integer({ min: 0, max: 90 }),
  day: fc.nat({ max: 60 }),
})

const report: fc.Arbitrary<Deed> = fc.record({
  ...{ do: fc.constant('REPORT' as const), customer, amount },
  month: fc.nat({ max: 13 }),
})

const receive: fc.Arbitrary<Deed> = fc.record({
  do: fc.oneof(
    { weight: 6, arbitrary: fc.constant('RECEIVE' as const) },
    fc.constant('SETTLE' as const),
  ),
  ...{ customer, principal: amount, interest: amount, day },
  fee: fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 5_000n })),
})

const refund: fc.Arbitrary<Deed> = fc.record({
  ...{ do: fc.constant('REFUND' as const), customer, amount, day },
})

const giveUp: fc.Arbitrary<Deed> = fc.record({
  ...{ do: fc.constant('GIVE_UP' as const), customer, day },
})

const reverse: fc.Arbitrary<Deed> = fc.record({
  ...{ do: fc.constant('REVERSE' as const), which, cascade: fc.boolean() },
  date: fc.oneof(
    { weight: 6, arbitrary: fc.constant('TODAY' as const) },
    { weight: 3, arbitrary: fc.constant('OWN' as const) },
    fc.constant('TOO_EARLY' as const),
  ),
})

const about = (deed: 'BLUNDER' | 'REPEAT' | 'REUSE_KEY' | 'CORRECT') =>
  fc.record({ do: fc.constant(deed), which }) as fc.Arbitrary<Deed>

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: report },
  { weight: 12, arbitrary: receive },
  { weight: 2, arbitrary: disburse },
  { weight: 2, arbitrary: refund },
  { weight: 1, arbitrary: giveUp },
  { weight: 7, arbitrary: reverse },
  { weight: 3, arbitrary: about('CORRECT') },
  { weight: 4, arbitrary: about('REPEAT') },
  { weight: 1, arbitrary: about('REUSE_KEY') },
  { weight: 1, arbitrary: about('BLUNDER') },
)

const percent = (chance: number) =>
  fc.oneof(
    { weight: 100 - chance, arbitrary: fc.constant(false) },
    { weight: chance, arbitrary: fc.constant(true) },
  )

function stepOf(arbitrary: fc.Arbitrary<Deed>, dryRunPercent: number): fc.Arbitrary<Step> {
  return fc.record({
    deed: arbitrary,
    keyed: percent(70),
    dryRun: percent(dryRunPercent),
    settledFirst: percent(15),
    waitSeconds: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, fc.constant(3)),
  })
}

const first = fc.oneof(
  { weight: 12, arbitrary: stepOf(disburse, 0) },
  { weight: 1, arbitrary: stepOf(deed, 10) },
)

/** Stories of loans that begin with their disbursement, mostly, and what is killed meanwhile. */
export function scenarios(size: ScenarioSize): fc.Arbitrary<Scenario> {
  const { minLoans, maxLoans, minSteps, maxSteps, maxKills } = size
  const most = { customers: size.maxCustomers, steps: size.maxOwnSteps }
  const limits = { minLength: minSteps - 1, maxLength: maxSteps - 1, size: 'max' as const }
  const loan = fc
    .tuple(first, fc.array(stepOf(deed, 6), limits))
    .map(([head, tail]) => [head, ...tail])
  return fc.record({
    loans: fc.array(loan, { minLength: minLoans, maxLength: maxLoans, size: 'max' }),
    customs: customs(most),
    kills: fc.array(fc.record({ atPercent: fc.integer({ min: 5, max: 95 }), what: disturbance }), {
      maxLength: maxKills,
      size: 'max',
    }),
  })
}

const disturbance: fc.Arbitrary<Disturbance> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Disturbance>('worker', 'api', 'temporal', 'postgres') },
  { weight: 1, arbitrary: fc.constantFrom<Disturbance>('up', 'everything', 'temporal storage') },
)

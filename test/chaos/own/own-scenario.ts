import fc from 'fast-check'

import type { Amount } from '../amount'

/** A day, so many before today; -1 is tomorrow. */
type DaysBack = number

interface OnLoan {
  /** A number, taken by the loans that the customer has. */
  loan: number
}

/** What a lender's system does for a customer; which loan or transaction is meant is a number. */
export type OwnDeed =
  | { do: 'OPEN'; plan: number; back: DaysBack }
  | (OnLoan & {
      do: 'REPAY' | 'REFUND' | 'PAY_OUT' | 'WAIVE_INTEREST'
      amount: Amount
      back: DaysBack
    })
  | (OnLoan & { do: 'CARRY_OVER'; amount: Amount; back: DaysBack })
  | (OnLoan & { do: 'REVERSE'; which: number; back: DaysBack | null })
  | (OnLoan & { do: 'ADD_CHARGE'; minor: bigint; back: DaysBack })
  | (OnLoan & { do: 'WAIVE_CHARGE'; which: number; back: DaysBack | null })
  | (OnLoan & {
      do:
        'WRITE_OFF' | 'UNDO_WRITE_OFF' | 'UNDO_APPROVAL' | 'UNDO_DISBURSAL' | 'REJECT' | 'WITHDRAW'
      back: DaysBack
    })
  | (OnLoan & { do: 'APPROVE' | 'DISBURSE'; less: bigint; back: DaysBack })
  | (OnLoan & { do: 'BLUNDER' })
  | { do: 'REPEAT'; which: number }
  | { do: 'REUSE_KEY'; which: number }

export interface OwnStep {
  deed: OwnDeed
  keyed: boolean
  dryRun: boolean
  settledFirst: boolean
  waitSeconds: number | null
}

/** What is done for one customer. */
export type Custom = OwnStep[]

const loan = fc.nat({ max: 5 })
const which = fc.nat({ max: 40 })
const amount: fc.Arbitrary<Amount> = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: -1, max: 1 }).map((ofOpen) => ({ ofOpen })) },
  { weight: 3, arbitrary: fc.bigInt({ min: 0n, max: 700_000n }).map((minor) => ({ minor })) },
)
const back: fc.Arbitrary<DaysBack> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 0, 0, 1) },
  { weight: 5, arbitrary: fc.nat({ max: 120 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 300) },
)
const today = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, back)
const perhaps = fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, back)

const open: fc.Arbitrary<OwnDeed> = fc.record({
  do: fc.constant('OPEN' as const),
  plan: fc.nat({ max: 8 }),
  back: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 20, max: 130 }) }, fc.nat({ max: 10 })),
})

const paying = (...names: ('REPAY' | 'REFUND' | 'PAY_OUT' | 'WAIVE_INTEREST')[]) =>
  fc.record({ do: fc.constantFrom(...names), loan, amount, back })

const UNDOING = ['UNDO_WRITE_OFF', 'UNDO_APPROVAL', 'UNDO_DISBURSAL'] as const
const ENDING = ['WRITE_OFF', 'REJECT', 'WITHDRAW'] as const

const deed: fc.Arbitrary<OwnDeed> = fc.oneof(
  { weight: 14, arbitrary: paying('REPAY') },
  { weight: 3, arbitrary: paying('WAIVE_INTEREST', 'REFUND') },
  { weight: 3, arbitrary: paying('PAY_OUT') },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('CARRY_OVER' as const), loan, amount, back: today }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('REVERSE' as const), loan, which, back: perhaps }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ do: fc.constant('ADD_CHARGE' as const), loan },
      ...{ minor: fc.bigInt({ min: 1n, max: 9_000n }), back: fc.integer({ min: -20, max: 60 }) },
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('WAIVE_CHARGE' as const), loan, which, back: perhaps }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constantFrom(...UNDOING), loan, back: fc.constant(0) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom(...ENDING), loan, back: today }) },
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ do: fc.constantFrom('APPROVE' as const, 'DISBURSE' as const), loan },
      ...{ less: fc.constantFrom(0n, 0n, 10_000n, -1n), back: fc.nat({ max: 100 }) },
    }),
  },
  { weight: 4, arbitrary: open },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('REPEAT' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('REUSE_KEY' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('BLUNDER' as const), loan }) },
)

const percent = (chance: number) =>
  fc.oneof(
    { weight: 100 - chance, arbitrary: fc.constant(false) },
    { weight: chance, arbitrary: fc.constant(true) },
  )

function stepOf(arbitrary: fc.Arbitrary<OwnDeed>, dryRunPercent: number): fc.Arbitrary<OwnStep> {
  return fc.record({
    deed: arbitrary,
    keyed: percent(70),
    dryRun: percent(dryRunPercent),
    settledFirst: percent(10),
    waitSeconds: fc.oneof(
      { weight: 5, arbitrary: fc.constant(null) },
      { weight: 3, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.constant(3) },
    ),
  })
}

/** What is done for customers whose loans live here: each begins with two loans. */
export function customs(most: { customers: number; steps: number }): fc.Arbitrary<Custom[]> {
  const custom = fc
    .tuple(
      stepOf(open, 0),
      stepOf(open, 0),
      fc.array(stepOf(deed, 6), { minLength: 1, maxLength: most.steps, size: 'max' }),
    )
    .map(([one, other, tail]) => [one, other, ...tail])
  return fc.array(custom, {
    minLength: Math.min(1, most.customers),
    maxLength: most.customers,
    size: 'max',
  })
}

import { addDays } from '../domain/values/calendar'
import type { CivilDate } from '../domain/values/calendar'
import type { Account } from './account'
import type { Receipt } from './bodies'
import type { Random } from './random'
import { MAJOR } from './terms'

/** How a borrower pays. */
export const HABITS = [
  'PUNCTUAL',
  'LATE',
  'PARTIAL',
  'GENEROUS',
  'SETTLING',
  'SKIPPING',
  'IN_TWO_PARTS',
] as const

export type Habit = (typeof HABITS)[number]

export interface Instalment {
  dueOn: CivilDate
  principal: bigint
  /** Nothing may stay open after it. */
  isLast: boolean
}

const LATE_FEE = 5_000n * MAJOR
const ROUND = 1_000n * MAJOR

/** What the borrower pays for one instalment: nothing, one receipt, or two. */
export function paymentsFor(
  habit: Habit,
  instalment: Instalment,
  account: Account,
  random: Random,
): Receipt[] {
  const onTime: Receipt = {
    date: instalment.dueOn,
    principal: instalment.principal,
    interest: account.interest,
    fee: 0n,
    feeName: '',
  }
  switch (habit) {
    case 'PUNCTUAL':
    case 'SETTLING':
      return [onTime]
    case 'LATE':
      return [random.percent(50) ? late(onTime, random) : onTime]
    case 'PARTIAL':
      return [instalment.isLast || random.percent(40) ? onTime : part(onTime, random)]
    case 'GENEROUS':
      return [{ ...onTime, interest: roundedUp(onTime.interest) }]
    case 'SKIPPING':
      if (instalment.isLast) return [late(onTime, random)]
      return random.percent(40) ? [] : [onTime]
    case 'IN_TWO_PARTS':
      return inTwoParts(onTime)
  }
}

function late(receipt: Receipt, random: Random): Receipt {
  const date = addDays(receipt.date, random.between(3, 12))
  return { ...receipt, date, fee: LATE_FEE, feeName: 'Late fee' }
}

function part(receipt: Receipt, random: Random): Receipt {
  const percent = BigInt(random.between(30, 80))
  return { ...receipt, principal: (receipt.principal * percent) / 100n }
}

/** To the next round sum and one more, so that something is always left as credit. */
function roundedUp(amount: bigint): bigint {
  return (amount / ROUND + 2n) * ROUND
}

/** Two equal real payments of one day where the sums allow it. */
function inTwoParts(receipt: Receipt): Receipt[] {
  const [principal, interest] = [receipt.principal / 2n, receipt.interest / 2n]
  return [
    { ...receipt, principal, interest },
    {
      ...receipt,
      principal: receipt.principal - principal,
      interest: receipt.interest - interest,
    },
  ]
}

import type { LendingFact } from '../events/lending/lending-event'
import { addDays, daysBetween, laterOf } from '../values/calendar'
import type { CivilDate } from '../values/calendar'
import { deriveLoan } from './derive'
import type { DerivedLoan } from './derived-loan'
import { penaltiesDue } from './due/penalties-due'
import { supposedFact } from './due/supposed-fact'
import { interestToCome } from './interest-to-come'
import { sumOf } from './portions'

/** What settles a loan on a day if nothing happens to it before, minor units. */
export interface SettlementQuote {
  date: CivilDate
  principal: bigint
  /** Of the open interest, what has elapsed by the end of the day, and the rest. */
  interestAccrued: bigint
  interestNotYetAccrued: bigint
  fees: bigint
  penalties: bigint
  /** Of the customer, from what was overpaid; it is not counted against what is asked. */
  credit: bigint
  /** All that is open, interest to come included. */
  payInFull: bigint
  /** What is enough where interest to come is forgiven; null where it is not. */
  settleWithRebate: bigint | null
  /** The last day on which the same amounts settle the loan. */
  validThrough: CivilDate
}

/**
 * A quote stores nothing; a repayment of its smaller amount on its day leaves nothing open.
 *
 * @param live the events that the loan is derived from
 * @param date not before anything that happened to it
 */
export function settlementQuote(live: readonly LendingFact[], date: CivilDate): SettlementQuote {
  const today: Derived = { live, loan: deriveLoan(live) }
  const quoted = settledOn(today, date)
  return { ...quoted, validThrough: lastDayAlike(today, quoted) }
}

type Settlement = Omit<SettlementQuote, 'validThrough'>

interface Derived {
  live: readonly LendingFact[]
  loan: DerivedLoan
}

function settledOn(today: Derived, date: CivilDate): Settlement {
  const { totals, schedule, settlementRebate } = withPenalties(today, date)
  const { principal, interest, fees, penalties } = totals.outstanding
  const interestNotYetAccrued = interestToCome(schedule, date)
  const payInFull = sumOf(totals.outstanding)
  return {
    ...{ date, principal, interestAccrued: interest - interestNotYetAccrued },
    ...{ interestNotYetAccrued, fees, penalties, credit: totals.overpaid, payInFull },
    settleWithRebate: settlementRebate ? payInFull - interestNotYetAccrued : null,
  }
}

/** The loan with every penalty that it will have been charged by a day. */
function withPenalties({ live, loan }: Derived, day: CivilDate): DerivedLoan {
  const [context] = live
  const { missing } = penaltiesDue(loan, live, day)
  if (missing.length === 0 || context === undefined) return loan
  const more = [...live, ...missing.map((event) => supposedFact(event, context.payload))]
  return withPenalties({ live: more, loan: deriveLoan(more) }, day)
}

/** Amounts only grow: penalties are added, and interest to come becomes less. */
function lastDayAlike(today: Derived, quoted: Settlement): CivilDate {
  const { date } = quoted
  const matures = today.loan.timeline.expectedMaturityOn ?? date
  let [alike, beyond] = [0, daysBetween(date, laterOf(matures, date)) + 1]
  while (beyond - alike > 1) {
    const middle = Math.floor((alike + beyond) / 2)
    const later = settledOn(today, addDays(date, middle))
    const isAlike =
      later.payInFull === quoted.payInFull && later.settleWithRebate === quoted.settleWithRebate
    if (isAlike) alike = middle
    else beyond = middle
  }
  return addDays(date, alike)
}

import { inBookOrder } from '../events/lending/book-order'
import type { LendingFact } from '../events/lending/lending-event'
import { assertInvariant } from '../values/invariant'
import { WaivedCharges } from './waived-charges'
import type { DerivedLoan, Installment, Portions, Split } from './derived-loan'
import { factsOf } from './facts'
import type { LoanFacts } from './facts'
import { endOf } from './loan-end'
import { noPortions, PORTIONS } from './portions'
import { RunningCharges } from './running-charges'
import { RunningLoan } from './running-loan'
import { RunningRows } from './running-rows'
import { generateSchedule } from './schedule/generate'
import { splitOf, splitsOfDisbursement, withWaived } from './splits'

/**
 * A loan of our own LMS as its live events make it: those that were posted and not reversed. Facts of the
 * schedule hold from the beginning, money moves in book order. The events are such as were accepted.
 */
export function deriveLoan(live: readonly LendingFact[]): DerivedLoan {
  const facts = factsOf(live)
  const { customerId, product, terms, overdue, settlementRebate, exponent } = facts.submit.payload
  const { rows, charges, feesAtDisbursement } = scheduled(facts)
  const loan = new RunningLoan(rows, charges, facts.submit.payload)
  const waivers = new WaivedCharges(loan, facts.waivers)
  for (const eventId of new Set(facts.charges.map((charge) => charge.eventId))) {
    waivers.take(eventId)
  }
  const splits: Split[] = []
  if (facts.disburse !== undefined) {
    const paidOut = { amount: facts.amount, keptBack: feesAtDisbursement }
    splits.push(...splitsOfDisbursement(facts.disburse, paidOut, { loan, waivers }))
    for (const event of inBookOrder(live)) {
      const split = splitOf(event, { loan, waivers })
      if (split !== null) splits.push(split)
    }
  }
  const schedule: readonly Installment[] = rows.rows
  return {
    ...endOf(facts, splits, rows.maturesOn),
    ...{ customerId, product, terms, overdue, settlementRebate, exponent },
    principal: facts.principal,
    schedule,
    charges: charges.derived(facts.disburse !== undefined),
    splits: splits.map((split) => withWaived(split, waivers)),
    totals: {
      outstanding: { ...rows.outstanding },
      paid: totalOf(schedule, 'paid'),
      waived: totalOf(schedule, 'waived'),
      writtenOff: totalOf(schedule, 'writtenOff'),
      overpaid: loan.overpaid,
      feesAtDisbursement,
    },
  }
}

/** A loan at one point of its stream. */
export interface LoanStanding {
  /** What it is derived from, in order of seq. */
  live: readonly LendingFact[]
  /** Null before it was applied for. */
  loan: DerivedLoan | null
}

export function standingOf(live: readonly LendingFact[]): LoanStanding {
  return { live, loan: deriveIfAny(live) }
}

/** Null where no event is left that it could be made of. */
export function deriveIfAny(live: readonly LendingFact[]): DerivedLoan | null {
  return live.length === 0 ? null : deriveLoan(live)
}

function scheduled(facts: LoanFacts) {
  const { terms, exponent } = facts.submit.payload
  const { amount: principal, disbursedOn, disburse } = facts
  const generated = generateSchedule(terms, {
    ...{ principal, disbursedOn, exponent },
    charges: facts.charges.map((charge) => charge.terms),
  })
  assertInvariant(generated.ok, 'Terms that make no schedule are refused.')
  const { charges, feesAtDisbursement } = generated.schedule
  const rows = new RunningRows(generated.schedule, disburse?.effectiveDate ?? null)
  const running = new RunningCharges()
  for (const [index, charge] of facts.charges.entries()) {
    const amounts = charges[index]
    if (amounts !== undefined) running.add(charge, amounts, (no) => rows.row(no).due)
  }
  return { rows, charges: running, feesAtDisbursement }
}

function totalOf(schedule: readonly Installment[], of: 'paid' | 'waived' | 'writtenOff'): Portions {
  const sum = noPortions()
  for (const row of schedule) for (const portion of PORTIONS) sum[portion] += row[of][portion]
  return sum
}

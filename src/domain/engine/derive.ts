import { inBookOrder } from '../events/lending/book-order'
import type { LendingEventOf, LendingFact } from '../events/lending/lending-event'
import { assertInvariant } from '../values/invariant'
import { applyEvent } from './apply-event'
import type { DerivedLoan, Installment, InstallmentMove, Portions, Split } from './derived-loan'
import { factsOf } from './facts'
import type { LoanFacts } from './facts'
import { endOf } from './loan-end'
import { noPortions, PORTIONS, sumOf } from './portions'
import { RunningCharges } from './running-charges'
import { RunningLoan } from './running-loan'
import { RunningRows } from './running-rows'
import { WaivedCharges } from './waived-charges'
import type { WaivedCharge } from './waived-charges'
import { generateSchedule } from './schedule/generate'
import { periodsOf } from './schedule/dates'

/**
 * A loan of our own LMS as its live events make it: those that were posted and not reversed. Facts of the
 * schedule hold from the beginning, money moves in book order. The events are such as were accepted.
 */
export function deriveLoan(live: readonly LendingFact[]): DerivedLoan {
  const facts = factsOf(live)
  const { terms, overdue } = facts.submit.payload
  const { rows, charges, feesAtDisbursement } = scheduled(facts)
  const running = new RunningLoan(rows, charges, overdue, terms)
  const waived = new WaivedCharges(running, facts.waivers)
  for (const { eventId } of facts.charges) waived.take(eventId)
  const splits: Split[] = []
  if (facts.disburse !== undefined) {
    splits.push(...disbursed(facts.disburse, facts, running, feesAtDisbursement))
    for (const event of inBookOrder(live)) {
      const split =
        event.kind === 'WAIVE_CHARGE'
          ? splitOfWaiver(event, waived.of(event), running)
          : splitOf(event, running)
      if (split !== null) splits.push(split)
      if (event.kind === 'PENALTY') waived.take(event.eventId)
    }
  }
  const schedule: readonly Installment[] = rows.rows
  return {
    ...endOf(facts, splits, schedule),
    customerId: facts.submit.payload.customerId,
    product: facts.submit.payload.product,
    ...{ terms, overdue },
    settlementRebate: facts.submit.payload.settlementRebate,
    exponent: facts.submit.payload.exponent,
    principal: facts.principal,
    schedule,
    charges: charges.derived(facts.disburse !== undefined),
    splits,
    totals: {
      outstanding: { ...rows.outstanding },
      paid: totalOf(schedule, 'paid'),
      waived: totalOf(schedule, 'waived'),
      writtenOff: totalOf(schedule, 'writtenOff'),
      overpaid: running.overpaid,
      feesAtDisbursement,
    },
  }
}

function scheduled(facts: LoanFacts) {
  const { terms, exponent } = facts.submit.payload
  const { amount: principal, disbursedOn } = facts
  const generated = generateSchedule(terms, {
    ...{ principal, disbursedOn, exponent },
    charges: facts.charges.map((charge) => charge.terms),
  })
  assertInvariant(generated.ok, 'Terms that make no schedule are refused.')
  const { installments, charges, feesAtDisbursement } = generated.schedule
  const late = installments.at(-1)
  const isLate = late !== undefined && late.owed.principal + late.owed.interest === 0n
  const periods = periodsOf(terms, disbursedOn).length
  const rows = new RunningRows(
    installments,
    isLate && installments.length > periods ? periods : installments.length,
  )
  const running = new RunningCharges()
  for (const [index, charge] of facts.charges.entries()) {
    const amounts = charges[index]
    if (amounts !== undefined) running.add(charge, amounts, (no) => rows.row(no).due)
  }
  return { rows, charges: running, feesAtDisbursement }
}

function disbursed(
  event: LendingEventOf<'DISBURSE'>,
  { amount }: LoanFacts,
  loan: RunningLoan,
  keptBack: bigint,
): Split[] {
  const { eventId, kind, effectiveDate: date } = event
  const after = { principalAfter: amount, totalAfter: loan.totalOutstanding, creditAfter: 0n }
  const moves = loan.rows.rows.map(({ no, due, owed }): InstallmentMove => ({
    ...{ installment: no, due, kind: 'DUE' },
    ...owed,
  }))
  const common = { eventId, kind, date, overpayment: 0n, ...noPortions(), ...after }
  const paidOut: Split = { ...common, part: 0, type: 'Disbursement', amount, moves }
  if (keptBack === 0n) return [paidOut]
  const type = 'Repayment (at time of disbursement)'
  return [paidOut, { ...common, part: 1, type, amount: keptBack, fees: keptBack, moves: [] }]
}

function splitOf(event: LendingFact, loan: RunningLoan): Split | null {
  const effect = applyEvent(loan, event)
  if (effect === null) return null
  const { type, amount, overpayment, portions } = effect
  return {
    ...{ eventId: event.eventId, kind: event.kind, part: 0, date: event.effectiveDate },
    ...{ type, amount, overpayment },
    ...portions,
    ...standing(loan),
    moves: loan.rows.takeMoves(),
  }
}

function splitOfWaiver(
  { eventId, kind, effectiveDate }: LendingEventOf<'WAIVE_CHARGE'>,
  found: WaivedCharge | undefined,
  loan: RunningLoan,
): Split | null {
  if (found === undefined) return null
  return {
    ...{ eventId, kind, part: 0, date: effectiveDate, type: 'Waive loan charges' },
    ...{ amount: sumOf(found.portions), overpayment: 0n },
    ...found.portions,
    ...standing(loan),
    moves: found.moves,
  }
}

function standing(loan: RunningLoan) {
  return {
    principalAfter: loan.rows.outstanding.principal,
    totalAfter: loan.totalOutstanding,
    creditAfter: loan.overpaid,
  }
}

function totalOf(schedule: readonly Installment[], of: 'paid' | 'waived' | 'writtenOff'): Portions {
  const sum = noPortions()
  for (const row of schedule) for (const portion of PORTIONS) sum[portion] += row[of][portion]
  return sum
}

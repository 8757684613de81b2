import { generateSchedule } from '../../../src/domain/engine/schedule/generate'
import type { ScheduledInstallment } from '../../../src/domain/engine/schedule/generate'
import { faultsOfTerms } from '../../../src/domain/engine/schedule/faults'
import { formatMinor } from '../../../src/domain/values/money'
import { sayable, scheduleCases } from '../../fineract/cases'
import type { FineractCharge, ScheduleCase } from '../../fineract/cases'
import { chargesOf, exponentOf, minor, termsOf } from '../../fineract/terms'

const cases = scheduleCases().filter(({ input }) => sayable(input))

function generate({ input }: ScheduleCase, charges: readonly FineractCharge[]) {
  const terms = termsOf(input)
  expect(faultsOfTerms(terms)).toEqual([])
  return generateSchedule(terms, {
    principal: minor(input.principal, input),
    disbursedOn: input.expectedDisbursementDate,
    exponent: exponentOf(input),
    charges: chargesOf(input, charges),
  })
}

function schedule(given: ScheduleCase, charges: readonly FineractCharge[]) {
  const generated = generate(given, charges)
  if (!generated.ok) throw new Error(`refused: ${generated.interestAboveInstallment}`)
  return generated.schedule
}

/**
 * Ours shows in a preview whatever the loan will have. There, it leaves out what is due after the
 * last installment, and of what is due on the day of the disbursement a percentage of interest.
 */
function isLeftOutThere(charge: FineractCharge, { input, expected }: ScheduleCase): boolean {
  if (charge.dueDate === undefined) return false
  const last = expected?.periods.at(-1)?.[2] ?? ''
  const ofInterest = ['3', '4'].includes(charge.chargeCalculationType)
  return charge.dueDate > last || (ofInterest && charge.dueDate === input.expectedDisbursementDate)
}

function figuresOf(rows: readonly ScheduledInstallment[], principal: bigint, exponent: number) {
  let balance = principal
  return rows.map(({ no, from, due, owed }) => {
    const total = owed.principal + owed.interest + owed.fees + owed.penalties
    balance -= owed.principal
    const amounts = [owed.principal, owed.interest, owed.fees, owed.penalties, total, balance]
    return [String(no), from, due, ...amounts.map((amount) => formatMinor(amount, exponent))]
  })
}

describe.each(cases.map((given) => [given.id, given] as const))('%s', (_id, given) => {
  const { expected, input, refused } = given
  const exponent = exponentOf(input)
  const text = (figure: string) => formatMinor(minor(figure, input), exponent)
  const shown = input.charges.filter((charge) => !isLeftOutThere(charge, given))
  const leftOut = input.charges.filter((charge) => isLeftOutThere(charge, given))

  if (expected === undefined) {
    it('is refused, naming the same interest', () => {
      const generated = generate(given, input.charges)
      expect(generated.ok ? null : formatMinor(generated.interestAboveInstallment, exponent)).toBe(
        text(refused?.errors[0]?.text.replace('EMI amount must be greater than : ', '') ?? ''),
      )
    })
    return
  }

  it('has the same installments, to the cent', () => {
    const { installments } = schedule(given, shown)
    expect(figuresOf(installments, minor(input.principal, input), exponent)).toEqual(
      expected.periods.map(([no, from, due, ...amounts]) => [no, from, due, ...amounts.map(text)]),
    )
  })

  it('has the same fees at the disbursement, rounded', () => {
    const { feesAtDisbursement } = schedule(given, shown)
    const there = Number(expected.disbursement.feesDueAtDisbursement)
    const unit = 10 ** -exponent
    expect(Math.abs(Number(formatMinor(feesAtDisbursement, exponent)) - there)).toBeLessThanOrEqual(
      unit / 2 + 1e-9,
    )
  })

  if (leftOut.length === 0) return
  it('has beside them what its loan will have', () => {
    const whole = schedule(given, input.charges)
    const rest = schedule(given, shown)
    for (const [index, installment] of rest.installments.entries()) {
      expect(whole.installments[index]?.due).toBe(installment.due)
    }
    for (const charge of leftOut) {
      const scheduled = whole.charges[input.charges.indexOf(charge)]
      expect(scheduled?.parts.reduce((sum, part) => sum + part.amount, 0n)).toBe(scheduled?.amount)
    }
  })
})

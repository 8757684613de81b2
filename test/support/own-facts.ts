import fc from 'fast-check'
import type { LendingFact } from '../../src/domain/events/lending/lending-event'
import type { ChargeTerms, LoanTerms } from '../../src/domain/events/lending/loan-terms'
import { addDays } from '../../src/domain/values/calendar'
import { fact } from './lending-facts'

const PAID_OUT = '2025-01-31'

const charge: fc.Arbitrary<ChargeTerms> = fc
  .record({
    time: fc.constantFrom('DUE_DATE' as const, 'DUE_DATE' as const, 'INSTALLMENT' as const),
    rate: fc.oneof(
      fc.record({ amount: fc.integer({ min: 1, max: 9000 }).map(String) }),
      fc.record({
        percent: fc.constantFrom('0.5', '3'),
        of: fc.constantFrom('AMOUNT' as const, 'AMOUNT_AND_INTEREST' as const, 'INTEREST' as const),
      }),
    ),
    penalty: fc.boolean(),
    days: fc.integer({ min: 0, max: 250 }),
  })
  .map(({ days, ...terms }) => ({
    ...terms,
    index: 0,
    dueOn: terms.time === 'DUE_DATE' ? addDays(PAID_OUT, days) : null,
  }))

const terms: fc.Arbitrary<LoanTerms> = fc
  .record({
    principal: fc.integer({ min: 1, max: 300_000 }).map(String),
    numberOfRepayments: fc.integer({ min: 1, max: 6 }),
    interestRate: fc.constantFrom('0', '1', '2.5', '11'),
    interestType: fc.constantFrom('FLAT' as const, 'DECLINING_BALANCE' as const),
    amortization: fc.constantFrom('EQUAL_INSTALLMENTS' as const, 'EQUAL_PRINCIPAL' as const),
    graceOnPrincipal: fc.constantFrom(0, 0, 1),
    interestFreePeriods: fc.constantFrom(0, 0, 1),
    strategy: fc.constantFrom(
      'mifos-standard-strategy' as const,
      'interest-principal-penalties-fees-order-strategy' as const,
      'principal-interest-penalties-fees-order-strategy' as const,
    ),
  })
  .map(({ graceOnPrincipal, interestFreePeriods, ...given }) => ({
    ...given,
    graceOnPrincipal: Math.min(graceOnPrincipal, given.numberOfRepayments - 1),
    interestFreePeriods: Math.min(interestFreePeriods, given.numberOfRepayments - 1),
    repaymentEvery: 1,
    repaymentUnit: 'MONTHS',
    loanTerm: given.numberOfRepayments,
    loanTermUnit: 'MONTHS',
    ratePeriod: 'MONTH',
    interestCalculation: 'SAME_AS_REPAYMENT_PERIOD',
    partialPeriods: false,
    daysInYear: 365,
    daysInMonth: 30,
    graceOnInterestPayment: 0,
    firstRepaymentOn: null,
    installmentMultiple: null,
  }))

const command = fc.record({
  kind: fc.constantFrom(
    ...(['REPAY', 'REPAY', 'REPAY', 'REPAY', 'WAIVE_INTEREST', 'REFUND', 'CREDIT_REFUND'] as const),
    ...(['CREDIT_OUT', 'ADD_CHARGE', 'WAIVE_CHARGE', 'PENALTY', 'ACCRUAL'] as const),
  ),
  days: fc.integer({ min: 0, max: 260 }),
  amount: fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 120_000 })),
  charge,
  of: fc.nat(),
})

type Command = typeof command extends fc.Arbitrary<infer Of> ? Of : never

const application = fc.record({
  terms,
  charges: fc.array(charge, { maxLength: 3 }),
  rebated: fc.boolean(),
  every: fc.constantFrom(null, { count: 1, unit: 'WEEKS' as const }),
})

/**
 * A loan that was paid out and whatever happened to it, as it was sent: amounts and days of any kind,
 * whether or not anybody would have taken them.
 */
export const ownFacts: fc.Arbitrary<LendingFact[]> = fc
  .record({
    application,
    commands: fc.array(command, { maxLength: 14 }),
    writtenOff: fc.boolean(),
  })
  .map(({ application: { terms, charges, rebated, every }, commands, writtenOff }) => {
    const facts: LendingFact[] = [
      fact(1, 'SUBMIT', PAID_OUT, {
        customerId: 'C-1',
        customerActiveSince: null,
        product: { no: 1, code: 'P', version: 1 },
        terms,
        charges: charges.map((one, index) => ({ ...one, index })),
        overdue: { graceDays: 2, rate: { percent: '4', of: 'AMOUNT_AND_INTEREST' }, every },
        settlementRebate: rebated,
        submittedOn: PAID_OUT,
        expectedDisbursementOn: PAID_OUT,
      }),
      fact(2, 'DISBURSE', PAID_OUT, { amount: terms.principal, vatRate: '0' }),
    ]
    for (const one of commands) facts.push(factOf(one, facts))
    if (writtenOff) {
      facts.push(fact(facts.length + 1, 'WRITE_OFF', addDays(PAID_OUT, 300), {}))
    }
    return facts
  })

/** @param before what was sent before it: what it is about is among that */
function factOf({ kind, days, amount: minor, charge, of }: Command, before: LendingFact[]) {
  const seq = before.length + 1
  const date = addDays(PAID_OUT, days)
  const amount = String(minor)
  switch (kind) {
    case 'REPAY':
      return fact(seq, kind, date, { amount, transfer: null })
    case 'CREDIT_OUT':
      return fact(seq, kind, date, { amount, transferId: 't', toLoanId: 'l' })
    case 'ADD_CHARGE':
      return fact(seq, kind, charge.dueOn ?? date, { charge })
    case 'WAIVE_CHARGE': {
      const brought = before.filter((one) => ['SUBMIT', 'ADD_CHARGE', 'PENALTY'].includes(one.kind))
      const chargeEventId = brought[of % brought.length]?.eventId ?? ''
      const waiver = fact(seq, kind, date, { chargeEventId, index: 0, installment: null })
      return { ...waiver, judgedAmount: BigInt(minor) }
    }
    case 'PENALTY':
      return fact(seq, kind, date, { installment: (of % 6) + 1, occurrence: seq })
    case 'ACCRUAL':
      return fact(seq, kind, date, { of: 'INTEREST', through: date })
    default:
      return fact(seq, kind, date, { amount })
  }
}

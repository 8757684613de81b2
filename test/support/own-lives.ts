import fc from 'fast-check'
import { deriveLoan } from '../../src/domain/engine/derive'
import type { DerivedLoan } from '../../src/domain/engine/derived-loan'
import { dueEvents } from '../../src/domain/engine/due/due'
import { liveAfter, withdrawnBy } from '../../src/domain/engine/live-events'
import type { LendingEvent, LendingFact } from '../../src/domain/events/lending/lending-event'
import type {
  ChargeTerms,
  LoanTerms,
  OverdueRule,
} from '../../src/domain/events/lending/loan-terms'
import { addDays, laterOf } from '../../src/domain/values/calendar'
import { eventIdOf } from './loan-events'
import { fact } from './lending-facts'

const BEGIN = '2025-01-10'
const CONTEXT = { exponent: 2, closedThrough: null, accounts: {} }

/** What a step of a life tries; what its loan's state does not allow is left out. */
interface Attempt {
  kind:
    | 'REPAY'
    | 'ADD_CHARGE'
    | 'WAIVE_CHARGE'
    | 'WAIVE_INTEREST'
    | 'REFUND'
    | 'CREDIT_REFUND'
    | 'WRITE_OFF'
    | 'REVERSAL'
    | 'MONTHS'
    | 'UNDO_WRITE_OFF'
    | 'UNDO_DISBURSAL'
  /** Days that pass before it. */
  days: number
  /** Days that it is dated back. */
  back: number
  /** Of a thousand: how much, or which. */
  share: number
  pick: number
}

export interface Life {
  terms: LoanTerms
  charges: readonly ChargeTerms[]
  overdue: OverdueRule | null
  settlementRebate: boolean
  attempts: readonly Attempt[]
}

/** What is posted together: the accruals that were missing, and the command. */
export interface Batch {
  events: readonly LendingEvent[]
  before: { live: readonly LendingFact[]; loan: DerivedLoan | null }
  after: { live: readonly LendingFact[]; loan: DerivedLoan }
  today: string
  /** All that the clock makes due is there. */
  isComplete: boolean
}

const terms: fc.Arbitrary<LoanTerms> = fc
  .record({
    principal: fc.integer({ min: 500, max: 200000 }).map(String),
    count: fc.integer({ min: 1, max: 5 }),
    interestRate: fc.constantFrom('0', '1', '2.5', '11'),
    interestType: fc.constantFrom('FLAT' as const, 'DECLINING_BALANCE' as const),
    strategy: fc.constantFrom(
      'mifos-standard-strategy' as const,
      'interest-principal-penalties-fees-order-strategy' as const,
      'principal-interest-penalties-fees-order-strategy' as const,
    ),
  })
  .map(({ count, ...given }) => ({
    ...given,
    numberOfRepayments: count,
    repaymentEvery: 1,
    repaymentUnit: 'MONTHS',
    loanTerm: count,
    loanTermUnit: 'MONTHS',
    ratePeriod: 'MONTH',
    amortization: 'EQUAL_INSTALLMENTS',
    interestCalculation: 'SAME_AS_REPAYMENT_PERIOD',
    partialPeriods: false,
    daysInYear: 365,
    daysInMonth: 30,
    graceOnPrincipal: 0,
    graceOnInterestPayment: 0,
    interestFreePeriods: 0,
    firstRepaymentOn: null,
    installmentMultiple: null,
  }))

const charge = fc.record({
  time: fc.constantFrom<ChargeTerms['time']>('DISBURSEMENT', 'DUE_DATE', 'INSTALLMENT'),
  amount: fc.integer({ min: 1, max: 90 }).map(String),
  penalty: fc.boolean(),
  days: fc.integer({ min: 0, max: 150 }),
})

const attempt: fc.Arbitrary<Attempt> = fc.record({
  kind: fc.oneof(
    { weight: 8, arbitrary: fc.constant('REPAY' as const) },
    { weight: 3, arbitrary: fc.constant('REVERSAL' as const) },
    { weight: 2, arbitrary: fc.constant('ADD_CHARGE' as const) },
    { weight: 2, arbitrary: fc.constant('WAIVE_CHARGE' as const) },
    { weight: 2, arbitrary: fc.constant('WAIVE_INTEREST' as const) },
    { weight: 2, arbitrary: fc.constant('REFUND' as const) },
    { weight: 2, arbitrary: fc.constant('CREDIT_REFUND' as const) },
    { weight: 2, arbitrary: fc.constant('MONTHS' as const) },
    { weight: 1, arbitrary: fc.constant('WRITE_OFF' as const) },
    { weight: 1, arbitrary: fc.constant('UNDO_WRITE_OFF' as const) },
    { weight: 1, arbitrary: fc.constant('UNDO_DISBURSAL' as const) },
  ),
  days: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })),
  back: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 45 })),
  share: fc.oneof(fc.constantFrom(0, 1000), fc.integer({ min: 0, max: 1300 })),
  pick: fc.nat({ max: 1000 }),
})

export const ownLife: fc.Arbitrary<Life> = fc.record({
  terms,
  charges: fc.array(charge, { maxLength: 3 }).map((charges) =>
    charges.map(({ time, amount, penalty, days }, index) => ({
      ...{ index, time, rate: { amount }, penalty },
      dueOn: time === 'DUE_DATE' ? addDays(BEGIN, days) : null,
    })),
  ),
  settlementRebate: fc.boolean(),
  overdue: fc.option(
    fc.record({
      graceDays: fc.integer({ min: 0, max: 20 }),
      rate: fc.constantFrom<OverdueRule['rate']>(
        { amount: '7' },
        { percent: '10', of: 'AMOUNT_AND_INTEREST' },
      ),
      every: fc.constantFrom<OverdueRule['every']>(null, { count: 1, unit: 'MONTHS' }),
    }),
  ),
  attempts: fc.array(attempt, { minLength: 1, maxLength: 12 }),
})

/** Lives a life: hands over what is posted, batch by batch. */
export function* lived({
  terms,
  charges,
  overdue,
  settlementRebate,
  attempts,
}: Life): Generator<Batch> {
  let seq = 0
  let today = BEGIN
  let live: LendingFact[] = []
  let loan = null as DerivedLoan | null

  function batch(events: readonly LendingEvent[]): Batch {
    const before = { live, loan }
    for (const event of events) live = liveAfter(event, live)
    loan = deriveLoan(live)
    const isComplete = dueEvents(loan, live, today).length === 0
    return { events, before, after: { live, loan }, today, isComplete }
  }
  const of = { ...CONTEXT, today }
  const submit = fact((seq += 1), 'SUBMIT', today, {
    ...of,
    customerId: 'C-1',
    customerActiveSince: null,
    product: { no: 1, code: 'P', version: 1 },
    terms,
    charges: [...charges],
    overdue,
    settlementRebate,
    submittedOn: today,
    expectedDisbursementOn: today,
  })
  const amount = terms.principal
  const approval = { ...of, amount, expectedDisbursementOn: null }
  yield batch([submit, fact((seq += 1), 'APPROVE', today, approval)])
  yield batch([fact((seq += 1), 'DISBURSE', today, { ...of, amount, vatRate: '0.18' })])

  for (const attempt of attempts) {
    today = addDays(today, attempt.days)
    if (loan === null) return
    const due = staged(live, loan, today, seq)
    seq += due.length
    // With the command at hand or before it: both ways must work.
    if (due.length > 0 && attempt.pick % 2 === 0) yield batch(due.splice(0))
    const standing = [...live, ...due]
    const command = commandOf(attempt, deriveLoan(standing), standing, today, seq + 1)
    if (command !== null) seq += 1
    if (command !== null && withdrawnBy(command, standing).length > 0) {
      if (due.length > 0) yield batch(due)
      yield batch([command])
    } else if (command !== null || due.length > 0) {
      yield batch([...due, ...(command === null ? [] : [command])])
    }
    if (loan.timeline.disbursedOn === null) {
      yield batch([fact((seq += 1), 'DISBURSE', today, { ...of, today, amount, vatRate: '0.18' })])
    }
  }
}

/** What the clock has made due, till nothing is missing. */
function staged(
  live: readonly LendingFact[],
  loan: DerivedLoan | null,
  today: string,
  lastSeq: number,
): LendingFact[] {
  const made: LendingFact[] = []
  let now = loan
  while (now !== null) {
    const missing = dueEvents(now, [...live, ...made], today)
    if (missing.length === 0) break
    for (const { kind, effectiveDate, payload } of missing) {
      const seq = lastSeq + made.length + 1
      const context = { ...CONTEXT, today, ...payload }
      made.push({
        eventId: eventIdOf(seq),
        seq,
        kind,
        effectiveDate,
        payload: context,
      } as LendingFact)
    }
    now = deriveLoan([...live, ...made])
  }
  return made
}

function commandOf(
  { kind, back, share, pick }: Attempt,
  loan: DerivedLoan,
  live: readonly LendingFact[],
  today: string,
  seq: number,
): LendingEvent | null {
  const { status, timeline, totals } = loan
  const disbursedOn = timeline.disbursedOn ?? today
  const dated = addDays(today, -back)
  const date = dated < disbursedOn ? disbursedOn : dated
  const of = { ...CONTEXT, today }
  const part = (whole: bigint) => (whole * BigInt(share)) / 1000n
  const isActive = status === 'Active'
  const isWrittenOff = status === 'Closed (written off)'
  switch (kind) {
    case 'REPAY': {
      const { principal, interest, fees, penalties } = totals.outstanding
      const amount = part(principal + interest + fees + penalties) || BigInt(1 + pick)
      if (isWrittenOff) return null
      return fact(seq, 'REPAY', date, { ...of, amount: String(amount), transfer: null })
    }
    case 'ADD_CHARGE': {
      if (isWrittenOff) return null
      const dueOn = addDays(date, pick % 90)
      const terms: ChargeTerms = {
        ...{ index: 0, time: 'DUE_DATE', rate: { amount: String(1 + share) } },
        ...{ penalty: pick % 3 === 0, dueOn },
      }
      return fact(seq, 'ADD_CHARGE', dueOn, { ...of, charge: terms })
    }
    case 'WAIVE_CHARGE': {
      const open = loan.charges.flatMap(({ eventId, index, parts, time }) =>
        parts
          .filter(({ outstanding }) => outstanding > 0n)
          .map((one) => ({ ...one, eventId, index, time })),
      )
      const chosen = open[pick % Math.max(open.length, 1)]
      if (!isActive || chosen === undefined) return null
      const installment = chosen.time === 'INSTALLMENT' ? chosen.installment : null
      const payload = { ...of, chargeEventId: chosen.eventId, index: chosen.index, installment }
      const judgedAmount = chosen.outstanding
      // Before a penalty's day there is nothing to waive.
      const made = live.find(
        ({ kind, eventId }) => kind === 'PENALTY' && eventId === chosen.eventId,
      )
      const day = laterOf(date, made?.effectiveDate ?? date)
      return { ...fact(seq, 'WAIVE_CHARGE', day, payload), judgedAmount }
    }
    case 'WAIVE_INTEREST': {
      const amount = part(totals.outstanding.interest)
      if (!isActive || amount === 0n || amount > totals.outstanding.interest) return null
      return fact(seq, 'WAIVE_INTEREST', date, { ...of, amount: String(amount) })
    }
    case 'REFUND': {
      const ahead = loan.schedule
        .filter(({ due }) => due >= date)
        .reduce((sum, { paid }) => {
          const { principal, interest, fees, penalties } = paid
          return sum + principal + interest + fees + penalties
        }, 0n)
      const amount = part(ahead)
      if (!isActive || amount === 0n || amount > ahead) return null
      return fact(seq, 'REFUND', date, { ...of, amount: String(amount) })
    }
    case 'CREDIT_REFUND': {
      const amount = part(totals.overpaid)
      if (amount === 0n || amount > totals.overpaid) return null
      return fact(seq, 'CREDIT_REFUND', date, { ...of, amount: String(amount) })
    }
    case 'WRITE_OFF': {
      const isLast = live.every(
        ({ kind, effectiveDate }) => kind === 'ADD_CHARGE' || effectiveDate <= today,
      )
      return isActive && isLast ? fact(seq, 'WRITE_OFF', today, of) : null
    }
    case 'REVERSAL': {
      const undoable = live.filter((one) =>
        ['REPAY', 'WAIVE_INTEREST', 'WAIVE_CHARGE', 'REFUND', 'CREDIT_REFUND'].includes(one.kind),
      )
      const target = undoable[pick % Math.max(undoable.length, 1)]
      if (isWrittenOff || target === undefined) return null
      const { eventId } = target
      const reversalDate = date < target.effectiveDate ? target.effectiveDate : date
      return {
        ...{ eventId: eventIdOf(seq), seq, kind: 'REVERSAL', effectiveDate: reversalDate },
        payload: { ...of, eventId, reversalDate, cascade: false },
      }
    }
    case 'UNDO_WRITE_OFF':
    case 'UNDO_DISBURSAL': {
      const fits = kind === 'UNDO_WRITE_OFF' ? isWrittenOff : isActive
      if (!fits) return null
      const event = { eventId: eventIdOf(seq), seq, kind, effectiveDate: today }
      return { ...event, payload: { ...of, date: today } }
    }
    case 'MONTHS':
      return null
  }
}

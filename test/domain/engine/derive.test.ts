import { deriveLoan } from '../../../src/domain/engine/derive'
import { interestToCome } from '../../../src/domain/engine/interest-to-come'
import { completeTerms } from '../../../src/domain/engine/terms'
import type { LendingFact } from '../../../src/domain/events/lending/lending-event'
import type { ChargeTerms, LoanTerms } from '../../../src/domain/events/lending/loan-terms'
import { fact } from '../../support/lending-facts'

const DAY = '2025-01-10'

interface Given {
  terms?: Partial<LoanTerms>
  charges?: readonly ChargeTerms[]
  settlementRebate?: boolean
}

/** 12,000.00 flat at 1 % a month: 6,120.00 due on 10 February and on 10 March. */
function paidOut({ terms = {}, charges = [], settlementRebate = false }: Given = {}) {
  return [
    fact(1, 'SUBMIT', DAY, {
      customerId: 'C',
      customerActiveSince: null,
      product: { no: 1, code: 'P', version: 1 },
      terms: {
        ...completeTerms({ principal: '1200000', numberOfRepayments: 2, ratePeriod: 'MONTH' }),
        ...{ interestRate: '1', interestType: 'FLAT', ...terms },
      },
      charges: [...charges],
      overdue: null,
      ...{ settlementRebate, submittedOn: DAY, expectedDisbursementOn: DAY },
    }),
    fact(2, 'DISBURSE', DAY, { amount: '1200000', vatRate: '0' }),
  ]
}

const fee = (dueOn: string | null, amount = '5000'): ChargeTerms => ({
  ...{ index: 0, time: dueOn === null ? 'INSTALLMENT' : 'DUE_DATE', rate: { amount } },
  ...{ penalty: false, dueOn },
})
const repay = (seq: number, date: string, amount: string) =>
  fact(seq, 'REPAY', date, { amount, transfer: null })
const waive = (seq: number, date: string, judgedAmount: bigint, installment: number | null) => ({
  ...fact(seq, 'WAIVE_CHARGE', date, {
    chargeEventId: paidOut()[0]?.eventId ?? '',
    index: 0,
    installment,
  }),
  judgedAmount,
})
const rows = (live: readonly LendingFact[]) =>
  deriveLoan(live).schedule.map(({ due, owed, paid }) => [due, owed.principal, paid.principal])

describe('waiving a charge', () => {
  const live = [...paidOut({ charges: [fee('2025-03-05')] }), repay(3, '2025-02-10', '1224000')]

  it('closes a loan on the day of the waiver, not of the payment before it', () => {
    const { status, timeline, splits } = deriveLoan([...live, waive(4, '2025-03-05', 5000n, null)])
    expect([status, timeline.closedOn]).toEqual(['Closed (obligations met)', '2025-03-05'])
    expect(splits.map(({ totalAfter }) => totalAfter)).toEqual([1229000n, 5000n, 0n])
  })

  it('never grows, and takes nothing from what is paid', () => {
    const paid = repay(5, '2025-01-20', '3000')
    const { charges, totals } = deriveLoan([...live, waive(4, '2025-03-05', 2000n, null), paid])
    expect(charges).toMatchObject([{ amount: 5000n, paid: 3000n, waived: 2000n }])
    expect(totals).toMatchObject({ overpaid: 0n, outstanding: { principal: 0n, fees: 0n } })
  })

  it('forgives of a charge on every installment only that of one', () => {
    const { schedule, charges } = deriveLoan([
      ...paidOut({ charges: [fee(null)] }),
      waive(3, '2025-02-10', 5000n, 2),
    ])
    expect(schedule.map(({ waived }) => waived.fees)).toEqual([0n, 5000n])
    expect(charges[0]?.parts.map(({ outstanding }) => outstanding)).toEqual([5000n, 0n])
  })
})

describe('a charge added later', () => {
  it('is paid by what was paid before it, and reopens a closed loan', () => {
    const closed = [...paidOut(), repay(3, '2025-02-01', '1224000')]
    expect(deriveLoan(closed).status).toBe('Closed (obligations met)')
    const reopened = deriveLoan([
      ...closed,
      fact(4, 'ADD_CHARGE', '2025-02-05', { charge: fee('2025-02-05') }),
    ])
    expect(reopened).toMatchObject({ status: 'Active', timeline: { closedOn: null } })
    expect(reopened.totals.outstanding).toMatchObject({ principal: 5000n, fees: 0n })
  })

  it('after maturity is one more installment, and the loan matures as it did', () => {
    const { schedule, timeline } = deriveLoan([
      ...paidOut(),
      fact(3, 'ADD_CHARGE', '2025-04-01', { charge: fee('2025-04-01') }),
    ])
    expect(schedule.at(-1)).toMatchObject({ no: 3, from: '2025-03-10', due: '2025-04-01' })
    expect(timeline.expectedMaturityOn).toBe('2025-03-10')
  })
})

describe('money that goes out', () => {
  const ahead = [...paidOut(), repay(3, '2025-02-01', '1000000')]

  it('takes back what is paid in advance, the last first', () => {
    const live = [...ahead, fact(4, 'REFUND', '2025-02-05', { amount: '390000' })]
    expect(rows(live)).toEqual([
      ['2025-02-10', 600000n, 598000n],
      ['2025-03-10', 600000n, 0n],
    ])
    expect(deriveLoan(live).splits.at(-1)).toMatchObject({ principal: 378000n, interest: 12000n })
  })

  it('is principal owed as far as nothing covers it, with the installment of its day', () => {
    expect(rows([...paidOut(), fact(4, 'REFUND', '2025-02-20', { amount: '390000' })])).toEqual([
      ['2025-02-10', 600000n, 0n],
      ['2025-03-10', 990000n, 0n],
    ])
    const paid = [...paidOut(), repay(3, '2025-02-01', '1224100')]
    const payout = fact(4, 'CREDIT_REFUND', '2025-04-20', { amount: '300' })
    expect(rows([...paid, payout]).at(-1)).toEqual(['2025-04-20', 200n, 0n])
  })

  it('out of a credit closes the loan on its day, and gives it back when it is undone', () => {
    const paid = [...paidOut(), repay(3, '2025-02-01', '1224100')]
    expect(deriveLoan(paid)).toMatchObject({ status: 'Overpaid', totals: { overpaid: 100n } })
    const { timeline } = deriveLoan([
      ...paid,
      fact(4, 'CREDIT_OUT', '2025-02-03', { amount: '100', transferId: 't', toLoanId: 'l' }),
    ])
    expect(timeline).toMatchObject({ closedOn: '2025-02-03', overpaidOn: null })
  })

  it('leaves a credit beside a debt where the payment behind both was dated back', () => {
    const { status, totals } = deriveLoan([
      ...ahead,
      fact(4, 'REFUND', '2025-02-05', { amount: '390000' }),
      repay(5, '2025-01-20', '300000'),
    ])
    expect(status).toBe('Overpaid')
    expect(totals).toMatchObject({ overpaid: 76000n, outstanding: { principal: 390000n } })
  })
})

describe('settling a loan of a product with rebate', () => {
  // 31 of the days from 10 January to 10 February, 10 of the 28 to 10 March.
  const settled = 1200000n + 12000n + 4286n

  it('costs no interest beyond the day', () => {
    const live = [
      ...paidOut({ settlementRebate: true }),
      repay(3, '2025-02-20', settled.toString()),
    ]
    const { status, totals, splits } = deriveLoan(live)
    expect(status).toBe('Closed (obligations met)')
    expect(totals).toMatchObject({ overpaid: 0n, waived: { interest: 7714n } })
    expect(splits.at(-1)).toMatchObject({ amount: settled, interest: 16286n, principal: 1200000n })
  })

  it('costs all of it where less is paid, or the product has none', () => {
    const less = [...paidOut({ settlementRebate: true }), repay(3, '2025-02-20', '1216285')]
    expect(deriveLoan(less).totals.outstanding).toMatchObject({ principal: 7715n, interest: 0n })
    const none = [...paidOut(), repay(3, '2025-02-20', settled.toString())]
    expect(deriveLoan(none).totals.outstanding).toMatchObject({ principal: 7714n })
  })

  it('counts what is paid ahead as the interest of the days that have passed', () => {
    const { schedule } = deriveLoan([...paidOut(), repay(3, '2025-01-20', '615000')])
    expect(interestToCome(schedule, '2025-02-20')).toBe(7714n)
    expect(interestToCome(schedule, DAY)).toBe(9000n)
  })
})

test('an installment with nothing due is met with the disbursement', () => {
  const terms = { graceOnPrincipal: 1, interestRate: '0' }
  const [first, second] = deriveLoan(paidOut({ terms })).schedule
  expect([first?.obligationsMetOn, second?.obligationsMetOn]).toEqual([DAY, null])
})

test('a loan is written off with the interest that is not yet due', () => {
  const { status, totals } = deriveLoan([
    ...paidOut(),
    repay(3, '2025-02-01', '12000'),
    fact(4, 'WRITE_OFF', '2025-02-15', {}),
  ])
  expect(status).toBe('Closed (written off)')
  expect(totals.writtenOff).toEqual({
    ...{ principal: 1200000n, interest: 12000n, fees: 0n, penalties: 0n },
  })
})

test('two hundred events on sixty installments are derived in ten milliseconds', () => {
  const terms = { numberOfRepayments: 60, loanTerm: 60 }
  const live: LendingFact[] = paidOut({ terms, charges: [fee(null)] })
  for (let seq = 3; seq <= 200; seq++) {
    const month = String(1 + (seq % 12)).padStart(2, '0')
    live.push(repay(seq, `${2026 + (seq % 4)}-${month}-15`, '7000'))
  }
  const times = Array.from({ length: 30 }, () => {
    const begun = performance.now()
    deriveLoan(live)
    return performance.now() - begun
  })
  expect(Math.min(...times)).toBeLessThan(10)
})

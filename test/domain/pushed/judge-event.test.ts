import type { LoanEvent } from '../../../src/domain/events/stream-event'
import { initialPosition, judgeEvent } from '../../../src/domain/pushed/judge-event'
import { InvariantError } from '../../../src/domain/values/invariant'
import type { LoanPosition } from '../../../src/domain/pushed/position'
import { disbursement, earlySettlement, repayment, revenueReport } from '../../support/loan-events'
import { tellLoan } from '../../support/told-loan'

const lent = disbursement(1, { amount: '10000' })
const january = revenueReport(2, { month: '2025-01', amount: '100' })

/** Where a loan stands after events that must all be accepted. */
function positionAfter(...events: LoanEvent[]): LoanPosition {
  const loan = tellLoan(events)
  expect(loan.told.filter((told) => !told.accepted)).toEqual([])
  return loan.position
}

function refusalOf(...events: LoanEvent[]): { code: string; message: string } | undefined {
  const last = events.pop()
  if (last === undefined) return undefined
  const judgement = judgeEvent(positionAfter(...events), last)
  return judgement.accepted ? undefined : judgement.refusal
}

function splitOf(...events: LoanEvent[]): unknown {
  const told = tellLoan(events).told.at(-1)
  return told?.accepted ? told.split : undefined
}

describe('an accepted event', () => {
  it('disbursement makes the loan Active', () => {
    expect(positionAfter(lent)).toEqual({
      status: 'Active',
      customerId: 'C-1',
      credits: [],
      principal: 10000n,
      principalOutstanding: 10000n,
      interestOutstanding: 0n,
      creditBalance: 0n,
      disbursedOn: '2025-01-15',
      settledOn: null,
    })
    expect(splitOf(lent)).toEqual({
      type: 'DISBURSEMENT',
      date: '2025-01-15',
      amount: 10000n,
      principal: 10000n,
      interest: 0n,
      fees: 0n,
      waived: 0n,
      overpayment: 0n,
    })
  })

  it('revenue makes interest due at the end of its month', () => {
    expect(positionAfter(lent, january).interestOutstanding).toBe(100n)
    expect(splitOf(lent, january)).toMatchObject({
      date: '2025-01-31',
      amount: 100n,
      interest: 100n,
    })
  })

  it('revenue takes credit first', () => {
    const overpaid = repayment(2, { principal: '10000', interest: '60' })
    expect(positionAfter(lent, overpaid)).toMatchObject({ status: 'Overpaid', creditBalance: 60n })
    const revenue = (amount: string) => positionAfter(lent, overpaid, revenueReport(3, { amount }))
    expect(revenue('59')).toMatchObject({
      status: 'Overpaid',
      creditBalance: 1n,
      interestOutstanding: 0n,
    })
    expect(revenue('60')).toMatchObject({
      status: 'Closed (obligations met)',
      creditBalance: 0n,
      interestOutstanding: 0n,
    })
    expect(revenue('61')).toMatchObject({
      status: 'Active',
      creditBalance: 0n,
      interestOutstanding: 1n,
    })
  })

  it('repayment is split into principal, interest, fee and what is left over', () => {
    const paid = repayment(3, { principal: '10030', interest: '90', fee: '7', date: '2025-02-01' })
    expect(splitOf(lent, january, paid)).toEqual({
      type: 'REPAYMENT',
      date: '2025-02-01',
      amount: 10127n,
      principal: 10000n,
      interest: 100n,
      fees: 7n,
      waived: 0n,
      overpayment: 20n,
    })
    expect(positionAfter(lent, january, paid)).toMatchObject({
      status: 'Overpaid',
      principalOutstanding: 0n,
      interestOutstanding: 0n,
      creditBalance: 20n,
    })
  })

  it('repayment of interest never pays principal', () => {
    const paid = repayment(2, { interest: '500' })
    expect(positionAfter(lent, paid)).toMatchObject({
      status: 'Active',
      principalOutstanding: 10000n,
      creditBalance: 500n,
    })
  })

  it('repayment on the day of the disbursement closes the loan', () => {
    const paid = repayment(2, { principal: '10000', date: '2025-01-15' })
    expect(positionAfter(lent, paid).status).toBe('Closed (obligations met)')
  })

  it.each([
    ['just what is open', '10000', '100', { interest: 100n, waived: 0n, overpayment: 0n }],
    ['more interest', '10000', '160', { interest: 160n, waived: 0n, overpayment: 0n }],
    ['less interest', '10000', '40', { interest: 40n, waived: 60n, overpayment: 0n }],
    ['no interest', '10000', '0', { interest: 0n, waived: 100n, overpayment: 0n }],
    ['a surplus that pays part', '10050', '30', { interest: 80n, waived: 20n, overpayment: 0n }],
    ['a surplus that pays all', '10090', '30', { interest: 100n, waived: 0n, overpayment: 20n }],
    ['both more', '10070', '130', { interest: 130n, waived: 0n, overpayment: 70n }],
  ])('early settlement with %s', (_what, principal, interest, split) => {
    const settled = earlySettlement(3, { principal, interest, fee: '9' })
    const amount = BigInt(principal) + BigInt(interest) + 9n
    const parts = { type: 'EARLY_SETTLEMENT', date: '2025-02-15', principal: 10000n, fees: 9n }
    expect(splitOf(lent, january, settled)).toEqual({ amount, ...parts, ...split })
    expect(positionAfter(lent, january, settled)).toMatchObject({
      status: split.overpayment > 0n ? 'Overpaid' : 'Closed (obligations met)',
      principalOutstanding: 0n,
      interestOutstanding: 0n,
      creditBalance: split.overpayment,
      settledOn: '2025-02-15',
    })
  })

  it('repayment after a settlement is credit', () => {
    const settled = earlySettlement(2, { principal: '10000' })
    const late = repayment(3, { principal: '10', interest: '5' })
    expect(positionAfter(lent, settled, late)).toMatchObject({
      status: 'Overpaid',
      creditBalance: 15n,
    })
  })

  it('revenue after a settlement, of a month up to it that credit covers', () => {
    const settled = earlySettlement(2, { principal: '10100' })
    const revenue = revenueReport(3, { month: '2025-02', amount: '100' })
    expect(positionAfter(lent, settled, revenue)).toMatchObject({
      status: 'Closed (obligations met)',
      creditBalance: 0n,
      settledOn: '2025-02-15',
    })
  })

  it('changes nothing of the position it was judged by', () => {
    const before = Object.freeze(positionAfter(lent))
    expect(judgeEvent(before, january).accepted).toBe(true)
    expect(before.interestOutstanding).toBe(0n)
  })
})

describe('a refused event', () => {
  const settled = earlySettlement(3, { principal: '10000', interest: '100' })

  it.each<[string, string, LoanEvent[]]>([
    ['ORDER_VIOLATION', 'revenue before the disbursement', [january]],
    ['ORDER_VIOLATION', 'a repayment before the disbursement', [repayment(1, { principal: '1' })]],
    ['ORDER_VIOLATION', 'a settlement before the disbursement', [settled]],
    ['ALREADY_DISBURSED', 'a second disbursement', [lent, disbursement(2)]],
    [
      'ALREADY_DISBURSED',
      'a disbursement of a closed loan',
      [lent, repayment(2, { principal: '10000' }), disbursement(3)],
    ],
    ['CUSTOMER_MISMATCH', 'revenue of another', [lent, revenueReport(2, { customerId: 'C-2' })]],
    [
      'CUSTOMER_MISMATCH',
      'a repayment of another',
      [lent, repayment(2, { customerId: 'C-2', principal: '1' })],
    ],
    [
      'CUSTOMER_MISMATCH',
      'a settlement of another',
      [lent, earlySettlement(2, { customerId: 'c-1', principal: '10000' })],
    ],
    [
      'DATE_BEFORE_DISBURSEMENT',
      'an earlier month',
      [lent, revenueReport(2, { month: '2024-12' })],
    ],
    [
      'DATE_BEFORE_DISBURSEMENT',
      'an earlier repayment',
      [lent, repayment(2, { principal: '1', date: '2025-01-14' })],
    ],
    [
      'DATE_BEFORE_DISBURSEMENT',
      'an earlier settlement',
      [lent, earlySettlement(2, { principal: '10000', date: '2025-01-14' })],
    ],
    [
      'LOAN_SETTLED',
      'a month after the settlement',
      [
        lent,
        january,
        settled,
        repayment(4, { interest: '500' }),
        revenueReport(5, { month: '2025-03' }),
      ],
    ],
    [
      'LOAN_SETTLED',
      'a month that credit does not cover',
      [
        lent,
        january,
        settled,
        repayment(4, { interest: '99' }),
        revenueReport(5, { month: '2025-02', amount: '100' }),
      ],
    ],
    [
      'LOAN_SETTLED',
      'a second settlement',
      [lent, january, settled, earlySettlement(4, { interest: '1' })],
    ],
    [
      'LOAN_NOT_ACTIVE',
      'a settlement of a closed loan',
      [lent, repayment(2, { principal: '10000' }), earlySettlement(3, { interest: '1' })],
    ],
    [
      'LOAN_NOT_ACTIVE',
      'a settlement of an overpaid loan',
      [lent, repayment(2, { principal: '10001' }), earlySettlement(3, { interest: '1' })],
    ],
    ['SETTLEMENT_SHORT', 'too little principal', [lent, earlySettlement(2, { principal: '9999' })]],
    [
      'SETTLEMENT_SHORT',
      'interest in the place of principal',
      [lent, earlySettlement(2, { principal: '9999', interest: '500' })],
    ],
    [
      'VALIDATION_FAILED',
      'a fee above the loan',
      [disbursement(1, { amount: '117', adminFee: '100', vat: '18' })],
    ],
    ['VALIDATION_FAILED', 'a disbursement of nothing', [disbursement(1, { amount: '0' })]],
    ['VALIDATION_FAILED', 'revenue of nothing', [lent, revenueReport(2, { amount: '0' })]],
    ['VALIDATION_FAILED', 'a fee alone', [lent, repayment(2, { fee: '5' })]],
    ['VALIDATION_FAILED', 'a settlement of nothing', [lent, earlySettlement(2, {})]],
  ])('%s: %s', (code, _what, events) => {
    expect(refusalOf(...events)?.code).toBe(code)
  })

  it('says what a short settlement is short of, in major units', () => {
    const credited = repayment(2, { interest: '250' })
    const short = earlySettlement(3, { principal: '9999' })
    expect(refusalOf(lent, credited, short)?.message).toBe(
      "The principal of 99.99 does not cover the open principal of 100.00; the loan's credit is 2.50 and pays interest only.",
    )
    const yen = earlySettlement(3, { principal: '9999', exponent: 0 })
    expect(refusalOf(lent, credited, yen)?.message).toContain('principal of 10000;')
  })

  it('leaves a refused disbursement behind it with an order violation', () => {
    const refused = disbursement(1, { amount: '0' })
    const { told, position } = tellLoan([refused, repayment(2, { principal: '1' })])
    expect(told.map((each) => (each.accepted ? 'POSTED' : each.refusal.code))).toEqual([
      'VALIDATION_FAILED',
      'ORDER_VIOLATION',
    ])
    expect(position).toEqual(initialPosition())
  })
})

describe('a position that contradicts itself', () => {
  it('is not judged by', () => {
    const position = { ...positionAfter(lent, january), creditBalance: 5n }
    expect(() => judgeEvent(position, repayment(3, { principal: '1' }))).toThrow(InvariantError)
  })
})

import type { Split } from '../../../../src/domain/engine/derived-loan'
import type { LendingFact } from '../../../../src/domain/events/lending/lending-event'
import { fact } from '../../../support/lending-facts'
import { entriesOf, ownLoan, splitOf } from './own-loan'

/** 12,000 flat at 1 % a month: two installments of 6,000 and 120. */
const DATES = ['2026-01-10', '2026-02-10', '2026-03-10'] as const
const OWED = [
  { principal: 600000n, interest: 12000n },
  { principal: 600000n, interest: 12000n },
]
const CLOSED = { totalAfter: 0n }

const disburse = fact(1, 'DISBURSE', '2026-01-10', { amount: '1200000', vatRate: '0.18' })
const paidOut = splitOf(disburse, { principal: 1200000n })
const accrual = (seq: number, through: string) =>
  fact(seq, 'ACCRUAL', through, { of: 'INTEREST', through })
const chargesDue = (seq: number, through: string) =>
  fact(seq, 'ACCRUAL', through, { of: 'CHARGES', through })
const repay = (seq: number, date: string, amount: string) =>
  fact(seq, 'REPAY', date, { amount, transfer: null })

const DISBURSED = '2026-01-10 Dr 1101 12000.00, Cr 1001 12000.00'

/** The entries of a loan of two installments behind its disbursement. */
function entries(
  events: readonly LendingFact[],
  splits: readonly Split[],
  ...more: Parameters<typeof ownLoan> extends [unknown, unknown, unknown, ...infer Rest]
    ? Rest
    : never
): string[] {
  const loan = ownLoan(DATES, OWED, [paidOut, ...splits], ...more)
  const [first, ...rest] = entriesOf(loan, [disburse, ...events])
  expect(first).toBe(DISBURSED)
  return rest
}

describe('the books of a loan of our own LMS', () => {
  it('pay out the principal less the charges at disbursement and the VAT on them', () => {
    const event = fact(1, 'DISBURSE', '2026-01-10', { amount: '1000000', vatRate: '0.18' })
    const splits = [
      splitOf(event, { principal: 1000000n }),
      splitOf(event, { part: 1, type: 'Repayment (at time of disbursement)', fees: 30000n }),
    ]
    const loan = ownLoan(['2026-01-10', '2026-02-10'], [{ principal: 1000000n }], splits)
    expect(entriesOf(loan, [event])).toEqual([
      '2026-01-10 Dr 1101 10000.00, Cr 1001 9646.00, Cr 4102 300.00, Cr 2101 54.00',
    ])
  })

  it('recognise interest by days, keep what is paid ahead, and recognise the rest at closing', () => {
    const first = repay(3, '2026-02-05', '612000')
    const last = repay(5, '2026-03-02', '612000')
    expect(
      entries(
        [accrual(2, '2026-01-31'), first, accrual(4, '2026-02-28'), last],
        [
          splitOf(first, { principal: 600000n, interest: 12000n }),
          splitOf(last, { principal: 600000n, interest: 12000n, ...CLOSED }),
        ],
      ),
    ).toEqual([
      '2026-01-31 Dr 1102 81.29, Cr 4101 81.29',
      '2026-02-05 Dr 1001 6120.00, Cr 1102 81.29, Cr 2103 38.71, Cr 1101 6000.00',
      '2026-02-28 Dr 1102 115.85, Cr 4101 115.85',
      '2026-02-28 Dr 2103 38.71, Cr 1102 38.71',
      '2026-03-02 Dr 1102 42.86, Cr 4101 42.86',
      '2026-03-02 Dr 1001 6120.00, Cr 1102 120.00, Cr 1101 6000.00',
    ])
  })

  it('waive what is recognised of interest, and never recognise the rest of what is waived', () => {
    const waiver = fact(3, 'WAIVE_INTEREST', '2026-02-15', { amount: '10000' })
    expect(
      entries(
        [accrual(2, '2026-01-31'), waiver, accrual(4, '2026-02-28')],
        [splitOf(waiver, { interest: 10000n })],
      ),
    ).toEqual([
      '2026-01-31 Dr 1102 81.29, Cr 4101 81.29',
      '2026-02-15 Dr 5102 81.29, Cr 1102 81.29',
      '2026-02-28 Dr 1102 97.14, Cr 4101 97.14',
    ])
  })

  it('raise a fee on its due date, and what is paid of it before by the payment', () => {
    const early = repay(2, '2026-02-12', '2000')
    const loan = ownLoan(
      DATES,
      [OWED[0]!, { ...OWED[1], fees: 5000n }],
      [paidOut, splitOf(early, { fees: 2000n })],
      [{ dueOn: '2026-02-20', amount: 5000n }],
    )
    expect(entriesOf(loan, [disburse, early, chargesDue(3, '2026-02-20')]).slice(1)).toEqual([
      '2026-02-12 Dr 1103 20.00, Cr 4103 20.00',
      '2026-02-12 Dr 1001 20.00, Cr 1103 20.00',
      '2026-02-20 Dr 1103 30.00, Cr 4103 30.00',
    ])
  })

  it('write off what is open, and recognise nothing behind it', () => {
    // 12,000 less 6,000 paid; of 240 of interest 120 are paid, 77.14 of the rest recognised.
    const paid = repay(3, '2026-02-10', '612000')
    const writeOff = fact(6, 'WRITE_OFF', '2026-03-15', {})
    const written = splitOf(writeOff, {
      ...{ principal: 600000n, interest: 12000n, fees: 5000n },
      ...CLOSED,
    })
    const loan = ownLoan(
      DATES,
      [OWED[0]!, { ...OWED[1], fees: 5000n }],
      [paidOut, splitOf(paid, { principal: 600000n, interest: 12000n }), written],
      [{ dueOn: '2026-02-20', amount: 5000n }],
    )
    const events = [
      ...[disburse, accrual(2, '2026-01-31'), paid, chargesDue(4, '2026-02-20')],
      ...[
        accrual(5, '2026-02-28'),
        writeOff,
        accrual(7, '2026-03-31'),
        chargesDue(8, '2026-04-01'),
      ],
    ]
    expect(entriesOf(loan, events).slice(-1)).toEqual([
      '2026-03-15 Dr 5101 6127.14, Cr 1101 6000.00, Cr 1102 77.14, Cr 1103 50.00',
    ])
  })

  it('recognise interest that was paid ahead before they write off', () => {
    const paid = repay(2, '2026-01-20', '613000')
    const writeOff = fact(3, 'WRITE_OFF', '2026-01-25', {})
    expect(
      entries(
        [paid, writeOff],
        [
          splitOf(paid, { principal: 600000n, interest: 13000n }),
          splitOf(writeOff, { principal: 600000n, interest: 11000n, ...CLOSED }),
        ],
      ),
    ).toEqual([
      '2026-01-20 Dr 1001 6130.00, Cr 2103 130.00, Cr 1101 6000.00',
      '2026-01-25 Dr 1102 130.00, Cr 4101 130.00',
      '2026-01-25 Dr 2103 130.00, Cr 1102 130.00',
      '2026-01-25 Dr 5101 6000.00, Cr 1101 6000.00',
    ])
  })

  it('refund interest that waits as paid ahead first, then what is recognised', () => {
    // 30 of interest paid on 12 January, 20 of them ahead when the month's 10 are recognised.
    const paid = repay(2, '2026-01-12', '50000')
    const refund = fact(4, 'REFUND', '2026-01-14', { amount: '50000' })
    const dates = ['2026-01-10', '2026-02-10'] as const
    const owed = [{ principal: 1200000n, interest: 31000n }]
    const loan = ownLoan(dates, owed, [
      paidOut,
      splitOf(paid, { principal: 47000n, interest: 3000n }),
      splitOf(refund, { principal: 47000n, interest: 3000n }),
    ])
    const events = [disburse, paid, accrual(3, '2026-01-11'), refund, accrual(5, '2026-01-31')]
    expect(entriesOf(loan, events)).toEqual([
      DISBURSED,
      '2026-01-11 Dr 1102 10.00, Cr 4101 10.00',
      '2026-01-12 Dr 1001 500.00, Cr 1102 10.00, Cr 2103 20.00, Cr 1101 470.00',
      '2026-01-14 Dr 1101 470.00, Dr 2103 20.00, Dr 1102 10.00, Cr 1001 500.00',
      '2026-01-31 Dr 1102 200.00, Cr 4101 200.00',
    ])
  })

  it('pay credit out, and owe again what of it is not covered', () => {
    const over = repay(2, '2026-01-12', '1242000')
    const covered = fact(3, 'CREDIT_REFUND', '2026-01-14', { amount: '30000' })
    const told = (of: Partial<Split>) =>
      entries(
        [over, covered],
        [
          splitOf(over, { principal: 1200000n, interest: 24000n, overpayment: 18000n, ...CLOSED }),
          splitOf(covered, of),
        ],
      ).at(-1)
    expect(told({ overpayment: 12000n, principal: 18000n })).toBe(
      '2026-01-14 Dr 2102 120.00, Dr 1101 180.00, Cr 1001 300.00',
    )
    expect(told({ overpayment: 18000n })).toBe('2026-01-14 Dr 2102 180.00, Cr 1001 180.00')
  })

  it('never recognise the interest that an early settlement with a rebate forgives', () => {
    const settled = repay(3, '2026-02-05', '1208000')
    expect(
      entries(
        [accrual(2, '2026-01-31'), settled, accrual(4, '2026-02-28')],
        [
          splitOf(settled, { principal: 1200000n, interest: 10000n, ...CLOSED, amount: 1210000n }, [
            { kind: 'WAIVED', interest: -2000n, installment: 1 },
            { kind: 'WAIVED', interest: -12000n, installment: 2 },
          ]),
        ],
      ),
    ).toEqual([
      '2026-01-31 Dr 1102 81.29, Cr 4101 81.29',
      '2026-02-05 Dr 1102 18.71, Cr 4101 18.71',
      '2026-02-05 Dr 1001 12100.00, Cr 1102 100.00, Cr 1101 12000.00',
    ])
  })

  it('move credit to another loan without cash', () => {
    const over = repay(2, '2026-01-12', '1254000')
    const out = fact(3, 'CREDIT_OUT', '2026-01-14', {
      ...{ amount: '30000', transferId: 'a transfer', toLoanId: 'another loan' },
    })
    const [from] = entries(
      [over, out],
      [
        splitOf(over, { principal: 1200000n, interest: 24000n, overpayment: 30000n, ...CLOSED }),
        splitOf(out, { overpayment: 30000n, ...CLOSED }),
      ],
    ).slice(-1)
    const arrived = fact(2, 'REPAY', '2026-01-14', {
      ...{ amount: '30000', transfer: { id: 'a transfer', fromLoanId: 'one loan' } },
    })
    const [to] = entries([arrived], [splitOf(arrived, { principal: 30000n })])
    expect([from, to]).toEqual([
      '2026-01-14 Dr 2102 300.00, Cr 1002 300.00',
      '2026-01-14 Dr 1002 300.00, Cr 1101 300.00',
    ])
  })
})

describe('a charge that is waived', () => {
  const waive = (seq: number, date: string) =>
    fact(seq, 'WAIVE_CHARGE', date, { chargeEventId: 'of the loan', index: 1, installment: null })
  /** A fee of 100 due on 1 February that nobody pays, and one of 50 due on 20 February. */
  const charges = [
    { dueOn: '2026-02-01', amount: 10000n, eventId: 'of the loan', index: 0 },
    { dueOn: '2026-02-20', amount: 5000n, eventId: 'of the loan', index: 1 },
  ]
  const told = (events: readonly LendingFact[], splits: readonly Split[]) =>
    entriesOf(
      ownLoan(
        DATES,
        [
          { ...OWED[0], fees: 10000n },
          { ...OWED[1], fees: 5000n },
        ],
        [paidOut, ...splits],
        charges,
      ),
      [disburse, chargesDue(2, '2026-02-01'), ...events],
    ).slice(2)
  const waived = (event: LendingFact, amount: bigint) =>
    splitOf(event, { fees: amount }, [{ kind: 'WAIVED', fees: -amount, installment: 2 }])

  it('is an expense where it was due', () => {
    const waiver = waive(4, '2026-02-20')
    expect(told([chargesDue(3, '2026-02-20'), waiver], [waived(waiver, 5000n)])).toEqual([
      '2026-02-20 Dr 1103 50.00, Cr 4103 50.00',
      '2026-02-20 Dr 5102 50.00, Cr 1103 50.00',
    ])
  })

  it('is never raised where it was not due, however much is open of others', () => {
    const waiver = waive(3, '2026-02-15')
    expect(told([waiver, chargesDue(4, '2026-02-20')], [waived(waiver, 5000n)])).toEqual([])
  })

  it('is an expense as far as it was raised ahead and its payment refunded', () => {
    const paid = repay(3, '2026-02-12', '12000')
    const refund = fact(4, 'REFUND', '2026-02-13', { amount: '2000' })
    const waiver = waive(5, '2026-02-14')
    expect(
      told(
        [paid, refund, waiver, chargesDue(6, '2026-02-20')],
        [splitOf(paid, { fees: 12000n }), splitOf(refund, { fees: 2000n }), waived(waiver, 5000n)],
      ),
    ).toEqual([
      '2026-02-12 Dr 1103 20.00, Cr 4103 20.00',
      '2026-02-12 Dr 1001 120.00, Cr 1103 120.00',
      '2026-02-13 Dr 1103 20.00, Cr 1001 20.00',
      '2026-02-14 Dr 5102 20.00, Cr 1103 20.00',
    ])
  })
})

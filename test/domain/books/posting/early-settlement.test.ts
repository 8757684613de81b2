import { InvariantError } from '../../../../src/domain/values/invariant'
import { emptyBooks } from '../../../../src/domain/books/books'
import { postEvent } from '../../../../src/domain/books/posting/post-event'
import {
  disbursement,
  earlySettlement,
  eventIdOf,
  repayment,
  revenueReport,
} from '../../../support/loan-events'
import { lastPosting, readable } from '../journal'

const lent = disbursement(1, { amount: '10000' })
const january = revenueReport(2, { month: '2025-01', amount: '100' })
const march = revenueReport(3, { month: '2025-03', amount: '300' })

describe('an early settlement', () => {
  it('of just what is open closes every invoice', () => {
    const posting = lastPosting(
      lent,
      january,
      earlySettlement(3, { principal: '10000', interest: '100' }),
    )
    expect(readable(posting.entries)).toEqual([
      ['3 2025-02-15 Early settlement', 'Dr 1001 10100', 'Cr 1101 10000', 'Cr 1102 100'],
    ])
    expect(posting.invoices).toEqual([])
    expect(posting.books.invoices).toEqual([])
    expect(posting.books.credits).toEqual([])
  })

  it('accrues interest that is paid beyond the open', () => {
    const posting = lastPosting(
      lent,
      january,
      earlySettlement(3, { principal: '10000', interest: '160', fee: '25', feeName: 'Exit fee' }),
    )
    expect(readable(posting.entries)).toEqual([
      ['3 2025-02-15 Interest accrued at early settlement', 'Dr 1102 60', 'Cr 4101 60'],
      [
        '4 2025-02-15 Early settlement',
        'Dr 1001 10185',
        'Cr 1101 10000',
        'Cr 1102 160',
        'Cr 4103 25',
      ],
    ])
    expect(posting.invoices).toEqual([
      {
        no: 3,
        type: 'INTEREST',
        date: '2025-02-15',
        amount: 60n,
        lines: [
          { description: 'Interest receivable', account: '1102', amount: 60n },
          { description: 'Interest income', account: '4101', amount: -60n },
        ],
      },
    ])
    expect(
      posting.allocations.map(({ invoiceNo, source, amount }) => [invoiceNo, source, amount]),
    ).toEqual([
      [1, 'RECEIPT', 10000n],
      [2, 'RECEIPT', 100n],
      [3, 'RECEIPT', 60n],
    ])
  })

  it('waives interest that is not paid, on the day of its invoice where that is later', () => {
    const posting = lastPosting(
      lent,
      january,
      march,
      earlySettlement(4, { principal: '10000', interest: '40' }),
    )
    expect(readable(posting.entries)).toEqual([
      ['4 2025-02-15 Early settlement', 'Dr 1001 10040', 'Cr 1101 10000', 'Cr 1102 40'],
      ['5 2025-02-15 Interest waived at early settlement', 'Dr 5102 60', 'Cr 1102 60'],
      ['6 2025-03-31 Interest waived at early settlement', 'Dr 5102 300', 'Cr 1102 300'],
    ])
    expect(posting.allocations).toMatchObject([
      {
        no: 1,
        invoiceNo: 1,
        eventId: eventIdOf(4),
        source: 'RECEIPT',
        date: '2025-02-15',
        amount: 10000n,
      },
      {
        no: 2,
        invoiceNo: 2,
        eventId: eventIdOf(4),
        source: 'RECEIPT',
        date: '2025-02-15',
        amount: 40n,
      },
      {
        no: 3,
        invoiceNo: 2,
        eventId: eventIdOf(4),
        source: 'WAIVER',
        date: '2025-02-15',
        amount: 60n,
      },
      {
        no: 4,
        invoiceNo: 3,
        eventId: eventIdOf(4),
        source: 'WAIVER',
        date: '2025-03-31',
        amount: 300n,
      },
    ])
    expect(posting.books.invoices).toEqual([])
  })

  it('pays with principal beyond the open what interest leaves open, then waives', () => {
    const posting = lastPosting(
      lent,
      january,
      earlySettlement(3, { principal: '10050', interest: '30' }),
    )
    expect(readable(posting.entries)).toEqual([
      ['3 2025-02-15 Early settlement', 'Dr 1001 10080', 'Cr 1101 10000', 'Cr 1102 80'],
      ['4 2025-02-15 Interest waived at early settlement', 'Dr 5102 20', 'Cr 1102 20'],
    ])
  })

  it('leaves as credit what of principal beyond the open no interest takes', () => {
    const posting = lastPosting(
      lent,
      january,
      earlySettlement(3, { principal: '10090', interest: '30' }),
    )
    expect(readable(posting.entries)).toEqual([
      [
        '3 2025-02-15 Early settlement',
        'Dr 1001 10120',
        'Cr 1101 10000',
        'Cr 1102 100',
        'Cr 2102 20',
      ],
    ])
    expect(posting.credits.map(({ amount }) => amount)).toEqual([20n])
  })

  it('with both too high accrues the interest and leaves the principal as credit', () => {
    const posting = lastPosting(lent, earlySettlement(2, { principal: '10070', interest: '30' }))
    expect(readable(posting.entries)).toEqual([
      ['2 2025-02-15 Interest accrued at early settlement', 'Dr 1102 30', 'Cr 4101 30'],
      [
        '3 2025-02-15 Early settlement',
        'Dr 1001 10100',
        'Cr 1101 10000',
        'Cr 1102 30',
        'Cr 2102 70',
      ],
    ])
  })

  it('pays an invoice dated ahead on its date', () => {
    const posting = lastPosting(
      lent,
      march,
      earlySettlement(4, { principal: '10000', interest: '300' }),
    )
    expect(readable(posting.entries)).toEqual([
      ['3 2025-02-15 Early settlement', 'Dr 1001 10300', 'Cr 1101 10000', 'Cr 2102 300'],
      ['4 2025-03-31 Advance payment applied to interest', 'Dr 2102 300', 'Cr 1102 300'],
    ])
  })

  it('of a loan with only interest open takes no principal', () => {
    const posting = lastPosting(
      lent,
      january,
      repayment(3, { principal: '10000' }),
      earlySettlement(4, { interest: '70', date: '2025-02-20' }),
    )
    expect(readable(posting.entries)).toEqual([
      ['4 2025-02-20 Early settlement', 'Dr 1001 70', 'Cr 1102 70'],
      ['5 2025-02-20 Interest waived at early settlement', 'Dr 5102 30', 'Cr 1102 30'],
    ])
  })

  it('lets credit stand that was there before', () => {
    const posting = lastPosting(
      lent,
      repayment(2, { interest: '45' }),
      earlySettlement(3, { principal: '10000', interest: '30' }),
    )
    expect(posting.allocations.map(({ source, amount }) => [source, amount])).toEqual([
      ['RECEIPT', 10000n],
      ['RECEIPT', 30n],
    ])
    expect(posting.books.credits).toEqual([
      { eventId: eventIdOf(2), seq: 2, date: '2025-02-15', open: 45n },
    ])
  })

  it('is moved out of a closed period with all it causes', () => {
    const posting = lastPosting(
      lent,
      january,
      march,
      earlySettlement(4, { principal: '10000', interest: '40', closedThrough: '2025-05-31' }),
    )
    expect(readable(posting.entries)).toEqual([
      ['4 2025-06-01 Early settlement', 'Dr 1001 10040', 'Cr 1101 10000', 'Cr 1102 40'],
      ['5 2025-06-01 Interest waived at early settlement', 'Dr 5102 360', 'Cr 1102 360'],
    ])
  })

  it('throws where the rules would have refused it', () => {
    const open = lastPosting(lent, january).books
    const closed = lastPosting(lent, repayment(2, { principal: '10000' })).books
    const short = earlySettlement(3, { principal: '9999', interest: '100' })
    expect(() => postEvent(open, short)).toThrow(InvariantError)
    expect(() => postEvent(open, earlySettlement(3, { fee: '5' }))).toThrow(InvariantError)
    expect(() => postEvent(closed, earlySettlement(3, { interest: '5' }))).toThrow(InvariantError)
    expect(() => postEvent(emptyBooks(), short)).toThrow(InvariantError)
  })
})

import { InvariantError } from '../../../../src/domain/values/invariant'
import { emptyBooks } from '../../../../src/domain/books/books'
import { postEvent } from '../../../../src/domain/books/posting/post-event'
import { disbursement, eventIdOf, repayment, revenueReport } from '../../../support/loan-events'
import { lastPosting, readable } from '../journal'

const january = revenueReport(2, { month: '2025-01' })
const february = revenueReport(3, { month: '2025-02' })
const march = revenueReport(4, { month: '2025-03' })

describe('a repayment', () => {
  it('pays principal, interest and a fee', () => {
    const posting = lastPosting(
      disbursement(1),
      january,
      repayment(3, { principal: '200000', interest: '100000', fee: '5000', feeName: 'Late fee' }),
    )
    expect(readable(posting.entries)).toEqual([
      [
        '3 2025-02-15 Repayment',
        'Dr 1001 305000',
        'Cr 1101 200000',
        'Cr 1102 100000',
        'Cr 4103 5000',
      ],
    ])
    expect(posting.allocations).toMatchObject([
      {
        no: 1,
        invoiceNo: 1,
        eventId: eventIdOf(3),
        source: 'RECEIPT',
        date: '2025-02-15',
        amount: 200000n,
      },
      {
        no: 2,
        invoiceNo: 2,
        eventId: eventIdOf(3),
        source: 'RECEIPT',
        date: '2025-02-15',
        amount: 100000n,
      },
    ])
    expect(posting.books.invoices).toEqual([
      { no: 1, type: 'DISBURSEMENT', date: '2025-01-15', open: 2300000n },
    ])
  })

  it('pays interest oldest invoice first, whatever order they came in', () => {
    const posting = lastPosting(
      disbursement(1),
      revenueReport(2, { month: '2025-03', amount: '300' }),
      revenueReport(3, { month: '2025-01', amount: '100' }),
      revenueReport(4, { month: '2025-02', amount: '200' }),
      repayment(5, { interest: '350', date: '2025-04-05' }),
    )
    expect(posting.allocations.map(({ invoiceNo, amount }) => [invoiceNo, amount])).toEqual([
      [3, 100n],
      [4, 200n],
      [2, 50n],
    ])
    expect(posting.books.invoices.map(({ no, open }) => [no, open])).toEqual([
      [1, 2500000n],
      [2, 250n],
    ])
  })

  it('pays two invoices of one date in the order of their numbers', () => {
    const posting = lastPosting(
      disbursement(1),
      revenueReport(2, { amount: '100' }),
      revenueReport(3, { amount: '100' }),
      repayment(4, { interest: '150' }),
    )
    expect(posting.allocations.map(({ invoiceNo, amount }) => [invoiceNo, amount])).toEqual([
      [2, 100n],
      [3, 50n],
    ])
  })

  it('leaves interest beyond the open invoices as credit, principal untouched', () => {
    const posting = lastPosting(disbursement(1), january, repayment(3, { interest: '130000' }))
    expect(readable(posting.entries)).toEqual([
      ['3 2025-02-15 Repayment', 'Dr 1001 130000', 'Cr 1102 100000', 'Cr 2102 30000'],
    ])
    expect(posting.credits).toEqual([
      { eventId: eventIdOf(3), seq: 3, date: '2025-02-15', amount: 30000n },
    ])
    expect(posting.books.invoices[0]?.open).toBe(2500000n)
    expect(posting.books.credits).toEqual([
      { eventId: eventIdOf(3), seq: 3, date: '2025-02-15', open: 30000n },
    ])
  })

  it('pays interest with principal beyond the open, and leaves the rest as credit', () => {
    const posting = lastPosting(
      disbursement(1),
      january,
      february,
      repayment(4, { principal: '2650000', interest: '80000', date: '2025-03-05' }),
    )
    expect(readable(posting.entries)).toEqual([
      [
        '4 2025-03-05 Repayment',
        'Dr 1001 2730000',
        'Cr 1101 2500000',
        'Cr 1102 200000',
        'Cr 2102 30000',
      ],
    ])
    expect(posting.allocations.map(({ invoiceNo, amount }) => [invoiceNo, amount])).toEqual([
      [1, 2500000n],
      [2, 100000n],
      [3, 100000n],
    ])
    expect(posting.books.invoices).toEqual([])
  })

  it('is credit until the day of an invoice that it pays ahead', () => {
    const posting = lastPosting(
      disbursement(1),
      january,
      february,
      march,
      repayment(5, { principal: '1000', interest: '250000', fee: '70', date: '2025-02-15' }),
    )
    expect(readable(posting.entries)).toEqual([
      [
        '5 2025-02-15 Repayment',
        'Dr 1001 251070',
        'Cr 1101 1000',
        'Cr 1102 100000',
        'Cr 4103 70',
        'Cr 2102 150000',
      ],
      ['6 2025-02-28 Advance payment applied to interest', 'Dr 2102 100000', 'Cr 1102 100000'],
      ['7 2025-03-31 Advance payment applied to interest', 'Dr 2102 50000', 'Cr 1102 50000'],
    ])
    expect(
      posting.allocations.map(({ invoiceNo, date, amount }) => [invoiceNo, date, amount]),
    ).toEqual([
      [1, '2025-02-15', 1000n],
      [2, '2025-02-15', 100000n],
      [3, '2025-02-28', 100000n],
      [4, '2025-03-31', 50000n],
    ])
    expect(posting.credits).toEqual([])
  })

  it('is credit for what it pays ahead and for what it leaves over in one line', () => {
    const posting = lastPosting(
      disbursement(1),
      revenueReport(2, { month: '2025-02', amount: '100' }),
      repayment(3, { interest: '130', date: '2025-02-15' }),
    )
    expect(readable(posting.entries)).toEqual([
      ['3 2025-02-15 Repayment', 'Dr 1001 130', 'Cr 2102 130'],
      ['4 2025-02-28 Advance payment applied to interest', 'Dr 2102 100', 'Cr 1102 100'],
    ])
    expect(posting.credits.map(({ amount }) => amount)).toEqual([30n])
  })

  it('pays at once what is ahead only within a closed period', () => {
    const posting = lastPosting(
      disbursement(1),
      february,
      march,
      repayment(4, { interest: '150000', date: '2025-02-15', closedThrough: '2025-02-28' }),
    )
    expect(readable(posting.entries)).toEqual([
      ['4 2025-03-01 Repayment', 'Dr 1001 150000', 'Cr 1102 100000', 'Cr 2102 50000'],
      ['5 2025-03-31 Advance payment applied to interest', 'Dr 2102 50000', 'Cr 1102 50000'],
    ])
    expect(posting.allocations.map(({ date }) => date)).toEqual(['2025-03-01', '2025-03-31'])
  })

  it('on a closed loan is credit, its fee income as ever', () => {
    const posting = lastPosting(
      disbursement(1),
      repayment(2, { principal: '2500000' }),
      repayment(3, { principal: '300', interest: '20', fee: '7', date: '2025-03-01' }),
    )
    expect(readable(posting.entries)).toEqual([
      ['3 2025-03-01 Repayment', 'Dr 1001 327', 'Cr 4103 7', 'Cr 2102 320'],
    ])
    expect(posting.allocations).toEqual([])
  })

  it('throws where the rules would have refused it', () => {
    const { books } = lastPosting(disbursement(1))
    expect(() => postEvent(emptyBooks(), repayment(1, { principal: '1' }))).toThrow(InvariantError)
    expect(() => postEvent(books, repayment(2, {}))).toThrow(InvariantError)
    expect(() => postEvent(books, repayment(2, { fee: '5' }))).toThrow(InvariantError)
    expect(() => postEvent(books, repayment(2, { principal: '1', date: '2025-01-14' }))).toThrow(
      InvariantError,
    )
  })
})

import { InvariantError } from '../../../../src/domain/values/invariant'
import { emptyBooks } from '../../../../src/domain/books/books'
import { postEvent } from '../../../../src/domain/books/posting/post-event'
import { disbursement, eventIdOf, repayment, revenueReport } from '../../../support/loan-events'
import { lastPosting, readable } from '../journal'

describe('a revenue report', () => {
  it('raises an interest invoice on the last day of its month', () => {
    const posting = lastPosting(disbursement(1), revenueReport(2, { month: '2025-02' }))

    expect(readable(posting.entries)).toEqual([
      ['2 2025-02-28 Interest for 2025-02', 'Dr 1102 100000', 'Cr 4101 100000'],
    ])
    expect(posting.invoices).toEqual([
      {
        no: 2,
        type: 'INTEREST',
        date: '2025-02-28',
        amount: 100000n,
        lines: [
          { description: 'Interest receivable', account: '1102', amount: 100000n },
          { description: 'Interest income', account: '4101', amount: -100000n },
        ],
      },
    ])
    expect(posting.allocations).toEqual([])
  })

  it('books income to the account that the business has named', () => {
    const posting = lastPosting(
      disbursement(1),
      revenueReport(2, { accounts: { '4101': '7100', '4102': '7000' } }),
    )
    expect(readable(posting.entries)).toEqual([
      ['2 2025-01-31 Interest for 2025-01', 'Dr 1102 100000', 'Cr 7100 100000'],
    ])
  })

  it('is paid by credit of an earlier receipt on its own date', () => {
    const posting = lastPosting(
      disbursement(1),
      repayment(2, { interest: '30000', date: '2025-02-10' }),
      revenueReport(3, { month: '2025-02' }),
    )
    expect(readable(posting.entries)).toEqual([
      ['3 2025-02-28 Interest for 2025-02', 'Dr 1102 100000', 'Cr 4101 100000'],
      ['4 2025-02-28 Customer credit applied to interest', 'Dr 2102 30000', 'Cr 1102 30000'],
    ])
    expect(posting.allocations).toMatchObject([
      {
        no: 1,
        invoiceNo: 2,
        eventId: eventIdOf(2),
        source: 'CREDIT',
        date: '2025-02-28',
        amount: 30000n,
      },
    ])
    expect(posting.books.invoices.at(-1)?.open).toBe(70000n)
    expect(posting.books.credits).toEqual([])
  })

  it('takes the credit of the receipt that came first, none before it was there', () => {
    const posting = lastPosting(
      disbursement(1),
      repayment(2, { interest: '60000', date: '2025-03-10' }),
      repayment(3, { interest: '50000', date: '2025-02-10' }),
      revenueReport(4, { month: '2025-01' }),
    )
    expect(readable(posting.entries)).toEqual([
      ['4 2025-01-31 Interest for 2025-01', 'Dr 1102 100000', 'Cr 4101 100000'],
      ['5 2025-03-10 Customer credit applied to interest', 'Dr 2102 60000', 'Cr 1102 60000'],
      ['6 2025-02-10 Customer credit applied to interest', 'Dr 2102 40000', 'Cr 1102 40000'],
    ])
    expect(posting.allocations.map(({ eventId, date, amount }) => [eventId, date, amount])).toEqual(
      [
        [eventIdOf(2), '2025-03-10', 60000n],
        [eventIdOf(3), '2025-02-10', 40000n],
      ],
    )
    expect(posting.books.credits).toEqual([
      { eventId: eventIdOf(3), seq: 3, date: '2025-02-10', open: 10000n },
    ])
  })

  it('moves the credit of one date in one entry', () => {
    const posting = lastPosting(
      disbursement(1),
      repayment(2, { interest: '60000', date: '2025-02-10' }),
      repayment(3, { interest: '50000', date: '2025-02-12' }),
      revenueReport(4, { month: '2025-02' }),
    )
    expect(readable(posting.entries).slice(1)).toEqual([
      ['5 2025-02-28 Customer credit applied to interest', 'Dr 2102 100000', 'Cr 1102 100000'],
    ])
    expect(posting.allocations.map(({ no, amount }) => [no, amount])).toEqual([
      [1, 60000n],
      [2, 40000n],
    ])
  })

  it('has every entry moved out of a closed period', () => {
    const posting = lastPosting(
      disbursement(1),
      repayment(2, { interest: '60000', date: '2025-03-10' }),
      repayment(3, { interest: '50000', date: '2025-02-10' }),
      revenueReport(4, { month: '2025-01', closedThrough: '2025-03-31' }),
    )
    expect(readable(posting.entries)).toEqual([
      ['4 2025-04-01 Interest for 2025-01', 'Dr 1102 100000', 'Cr 4101 100000'],
      ['5 2025-04-01 Customer credit applied to interest', 'Dr 2102 60000', 'Cr 1102 60000'],
      ['6 2025-04-01 Customer credit applied to interest', 'Dr 2102 40000', 'Cr 1102 40000'],
    ])
    expect(posting.invoices[0]?.date).toBe('2025-01-31')
    expect(posting.allocations.map(({ date }) => date)).toEqual(['2025-04-01', '2025-04-01'])
  })

  it('throws where the rules would have refused it', () => {
    expect(() => postEvent(emptyBooks(), revenueReport(1))).toThrow(InvariantError)
    const { books } = lastPosting(disbursement(1))
    expect(() => postEvent(books, revenueReport(2, { amount: '0' }))).toThrow(InvariantError)
  })
})

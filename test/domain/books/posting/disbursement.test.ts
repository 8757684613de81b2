import { emptyBooks } from '../../../../src/domain/books/books'
import { postEvent } from '../../../../src/domain/books/posting/post-event'
import { InvariantError } from '../../../../src/domain/values/invariant'
import { disbursement } from '../../../support/loan-events'
import { lastPosting, readable } from '../journal'

describe('a disbursement', () => {
  it('books principal, admin fee and VAT, and pays out the rest', () => {
    const posting = lastPosting(disbursement(1, { adminFee: '50000', vat: '9000' }))

    expect(readable(posting.entries)).toEqual([
      [
        '1 2025-01-15 Loan disbursement',
        'Dr 1101 2500000',
        'Cr 1001 2441000',
        'Cr 4102 50000',
        'Cr 2101 9000',
      ],
    ])
    expect(posting.invoices).toEqual([
      {
        no: 1,
        type: 'DISBURSEMENT',
        date: '2025-01-15',
        amount: 2500000n,
        lines: [
          { description: 'Principal receivable', account: '1101', amount: 2500000n },
          { description: 'Bank disbursement', account: '1001', amount: -2441000n },
          { description: 'Admin fee', account: '4102', amount: -50000n },
          { description: 'VAT on admin fee', account: '2101', amount: -9000n },
        ],
      },
    ])
    expect(posting.allocations).toEqual([])
    expect(posting.credits).toEqual([])
    const { ahead, ...books } = posting.books
    expect(books).toEqual({
      nextInvoice: 2,
      nextEntry: 2,
      nextAllocation: 1,
      invoices: [{ no: 1, type: 'DISBURSEMENT', date: '2025-01-15', open: 2500000n }],
      credits: [],
    })
    const principal = ahead.endingIn('1101', 2500000n)
    expect(principal.leastFrom('2025-01-14')).toBe(0n)
    expect(principal.firstHolding('2025-01-01', 2500000n)).toBe('2025-01-15')
  })

  it('leaves out what is zero', () => {
    const posting = lastPosting(disbursement(1))
    expect(readable(posting.entries)).toEqual([
      ['1 2025-01-15 Loan disbursement', 'Dr 1101 2500000', 'Cr 1001 2500000'],
    ])
    expect(posting.invoices[0]?.lines.map((line) => line.description)).toEqual([
      'Principal receivable',
      'Bank disbursement',
    ])
  })

  it('pays nothing out where fee and VAT take all', () => {
    const posting = lastPosting(disbursement(1, { amount: '118', adminFee: '100', vat: '18' }))
    expect(readable(posting.entries)).toEqual([
      ['1 2025-01-15 Loan disbursement', 'Dr 1101 118', 'Cr 4102 100', 'Cr 2101 18'],
    ])
  })

  it('books to the accounts that the business has named', () => {
    const accounts = { '1101': '1400-LOANS', '4102': '7000' }
    const posting = lastPosting(disbursement(1, { adminFee: '50000', vat: '9000', accounts }))
    expect(readable(posting.entries)).toEqual([
      [
        '1 2025-01-15 Loan disbursement',
        'Dr 1400-LOANS 2500000',
        'Cr 1001 2441000',
        'Cr 7000 50000',
        'Cr 2101 9000',
      ],
    ])
    expect(posting.invoices[0]?.lines.map((line) => line.account)).toEqual([
      '1400-LOANS',
      '1001',
      '7000',
      '2101',
    ])
  })

  it('is dated the day after the books are closed through', () => {
    const posting = lastPosting(disbursement(1, { closedThrough: '2025-01-31' }))
    expect(posting.entries[0]?.date).toBe('2025-02-01')
    expect(posting.invoices[0]?.date).toBe('2025-01-15')
  })

  it('is not moved by a day closed before it', () => {
    const posting = lastPosting(disbursement(1, { closedThrough: '2025-01-14' }))
    expect(posting.entries[0]?.date).toBe('2025-01-15')
  })

  it('gives a posting that nobody can change', () => {
    const { entries, invoices, books } = lastPosting(disbursement(1))
    for (const part of [entries, entries[0], entries[0]?.lines, entries[0]?.lines[0], invoices]) {
      expect(Object.isFrozen(part)).toBe(true)
    }
    for (const part of [
      invoices[0],
      invoices[0]?.lines,
      books,
      books.invoices,
      books.invoices[0],
    ]) {
      expect(Object.isFrozen(part)).toBe(true)
    }
  })

  it('throws where the rules would have refused it', () => {
    const { books } = lastPosting(disbursement(1))
    expect(() => postEvent(books, disbursement(2))).toThrow(InvariantError)
    expect(() =>
      postEvent(emptyBooks(), disbursement(1, { amount: '117', adminFee: '100', vat: '18' })),
    ).toThrow(InvariantError)
    expect(() => postEvent(emptyBooks(), disbursement(1, { amount: '0' }))).toThrow(InvariantError)
    expect(() => postEvent(emptyBooks(), disbursement(1, { amount: '-5' }))).toThrow(InvariantError)
  })
})

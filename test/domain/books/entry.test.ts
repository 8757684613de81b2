import { DatedChanges } from '../../../src/domain/books/dating/dated-changes'
import { InvariantError } from '../../../src/domain/values/invariant'
import type { LoanBooks } from '../../../src/domain/books/books'
import { assertBalanced, credit, debit, sealLines } from '../../../src/domain/books/entry'
import { postEvent } from '../../../src/domain/books/posting/post-event'
import { eventIdOf, repayment } from '../../support/loan-events'

describe('an entry', () => {
  it('that does not balance is never made', () => {
    expect(() => assertBalanced([debit('1001', 5n), credit('1101', 4n)])).toThrow(InvariantError)
    expect(() =>
      sealLines(
        [
          { account: '1001', amount: 5n },
          { account: '1101', amount: -4n },
        ],
        'Odd',
      ),
    ).toThrow('Debits less credits are 1, not zero.')
  })

  it('of nothing is never made', () => {
    expect(() => sealLines([{ account: '1001', amount: 0n }], 'Empty')).toThrow(InvariantError)
  })
})

describe('books that contradict themselves', () => {
  it('are not posted to', () => {
    const books: LoanBooks = {
      nextInvoice: 3,
      nextEntry: 3,
      nextAllocation: 1,
      invoices: [
        { no: 1, type: 'DISBURSEMENT', date: '2025-01-15', open: 100n },
        { no: 2, type: 'INTEREST', date: '2025-01-31', open: 100n },
      ],
      credits: [{ eventId: eventIdOf(2), seq: 2, date: '2025-01-20', open: 50n }],
      ahead: DatedChanges.none,
    }
    expect(() => postEvent(books, repayment(3, { principal: '10' }))).toThrow(
      'Customer credit and open interest exclude each other.',
    )
  })
})

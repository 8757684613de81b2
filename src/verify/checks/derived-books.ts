import { emptyBooks } from '../../domain/posting/books'
import { compareAll, type Facts } from '../difference'
import { majorOf, type LoanCheck } from '../loan-check'
import { derivedBookFacts, recordedBookFacts } from '../book-facts'

/** The ledger holds, line by line, what the stream gives when it is told again. */
export const derivedBooks: LoanCheck = {
  name: 'derived-books',
  find(record, derived) {
    if (derived.fault !== null) return []
    const major = majorOf(record)
    return [
      ...compareAll(derivedBookFacts(derived, major), recordedBookFacts(record, major)),
      ...compareAll(
        new Map([['ledger', numbers(derived.books)]]),
        new Map([['ledger', numbers(record.ledger ?? emptyBooks())]]),
      ),
    ]
  },
}

function numbers(next: { nextInvoice: number; nextEntry: number; nextAllocation: number }): Facts {
  return {
    'next invoice': String(next.nextInvoice),
    'next entry': String(next.nextEntry),
    'next allocation': String(next.nextAllocation),
  }
}

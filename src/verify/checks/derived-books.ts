import { derivedBookFacts, recordedBookFacts } from '../book-facts'
import { compareAll } from '../difference'
import { majorOf, type LoanCheck } from '../loan-check'

/** The ledger holds, row by row, what the stream gives when it is told again. */
export const derivedBooks: LoanCheck = {
  name: 'derived-books',
  ofBooks: true,
  find(record, { ledger, fault }) {
    if (fault !== null) return []
    const major = majorOf(record)
    return compareAll(derivedBookFacts(ledger, major), recordedBookFacts(record, major))
  },
}

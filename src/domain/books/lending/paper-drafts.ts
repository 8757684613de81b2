import type { DerivedLoan } from '../../engine/derived-loan'
import type { LendingFact } from '../../events/lending/lending-event'
import { bookLoan, type BookedFact } from './book-loan'

/** Below all that books have; of one event enough for every invoice it could raise. */
const [LOWEST, OF_EVENT] = [-(2 ** 50), 2 ** 20]

/**
 * The books of a loan as its events alone make them. An invoice has the same number whatever other
 * events there are, and none that is in the books.
 */
export function draftOnPaper(books: {
  live: readonly LendingFact[]
  loan: DerivedLoan | null
}): BookedFact[] {
  if (books.loan === null) return []
  return bookLoan(books.loan, books.live, ({ seq }) => {
    let no = LOWEST + seq * OF_EVENT
    return () => no++
  })
}

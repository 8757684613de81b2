import type { LoanEvent } from '../../src/domain/events/stream-event'
import { initialPosition, judgeEvent } from '../../src/domain/pushed/judge-event'
import type { LoanPosition, TransactionSplit } from '../../src/domain/pushed/position'
import { emptyBooks, type LoanBooks, type Posting } from '../../src/domain/books/books'
import { postEvent } from '../../src/domain/books/posting/post-event'
import type { Refusal } from '../../src/domain/events/refusal'

/** What became of one event of a loan. */
export type Told =
  | { event: LoanEvent; accepted: true; split: TransactionSplit; posting: Posting }
  | { event: LoanEvent; accepted: false; refusal: Refusal }

export interface ToldLoan {
  position: LoanPosition
  books: LoanBooks
  told: Told[]
}

/** Judges each event and posts what is accepted, as the workflow's two steps do. */
export function tellLoan(
  events: readonly LoanEvent[],
  afterEach: (loan: ToldLoan) => void = () => undefined,
): ToldLoan {
  const loan: ToldLoan = { position: initialPosition(), books: emptyBooks(), told: [] }
  for (const event of events) {
    const judgement = judgeEvent(loan.position, event)
    if (judgement.accepted) {
      const posting = postEvent(loan.books, event)
      loan.position = judgement.position
      loan.books = posting.books
      loan.told.push({ event, accepted: true, split: judgement.split, posting })
    } else {
      loan.told.push({ event, accepted: false, refusal: judgement.refusal })
    }
    afterEach(loan)
  }
  return loan
}

export function postingsOf(loan: ToldLoan): Posting[] {
  return loan.told.flatMap((told) => (told.accepted ? [told.posting] : []))
}

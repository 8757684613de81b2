import type { LedgerWrite } from './ledger-write'

/** What a batch adds to a loan's books. */
export type PostedChange = Pick<LedgerWrite, 'change' | 'reversal' | 'installments'>

/** Posts accepted events on paper, one after the other, by the rules of the loan's home. */
export interface Poster<Event> {
  /** Throws where nobody knows how to post the event: then it is left as it was before. */
  post(event: Event): void
  /** Null where it takes what stands in the books to say, and that was not given. */
  finish(): PostedChange | null
}

import type { JudgedEvent } from '../contract/step-results'
import type { LendingFact } from '../domain/events/lending/lending-event'
import type { LoanEvent } from '../domain/events/stream-event'
import type { StoredPosting } from '../domain/restatement/stored-posting'
import type { LoadedBooks, LoadedOwnBooks } from './load-books'
import { OwnPoster } from './own-poster'
import { BatchDerivation } from './post-batch'
import type { AcceptanceRule, Derivation } from './post-batch'
import { PushedPoster } from './pushed-poster'

/** @param stored what stands for each event, where the batch is a reversal */
export function derivePushed(
  streamId: string,
  loaded: LoadedBooks,
  stored: readonly StoredPosting<LoanEvent>[],
  taken: readonly JudgedEvent[],
  rule: AcceptanceRule,
): Derivation {
  const poster = new PushedPoster(loaded.books, stored)
  const derived = new BatchDerivation(streamId, loaded, loaded.events, poster).derive(taken, rule)
  if (derived === null) throw new Error('What a pushed event posts is always known.')
  return derived
}

/**
 * @param stored what stands for each event; null where that was not looked for
 * @returns null where it must be
 */
export function deriveOwn(
  streamId: string,
  loaded: LoadedOwnBooks,
  stored: readonly StoredPosting<LendingFact>[] | null,
  taken: readonly JudgedEvent[],
  rule: AcceptanceRule,
): Derivation | null {
  const poster = new OwnPoster(loaded, stored)
  return new BatchDerivation(streamId, loaded, loaded.events, poster).derive(taken, rule)
}

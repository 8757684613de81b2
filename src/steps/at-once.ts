import { reportEnded } from '../accounting/batch-end'
import { deriveOwn, derivePushed } from '../accounting/derive-batch'
import { EmbeddedAccounting } from '../accounting/embedded-accounting'
import type { EmbeddedAccountingOptions } from '../accounting/embedded-accounting'
import type { LoadedBooks, LoadedOwnBooks } from '../accounting/load-books'
import type { Derivation } from '../accounting/post-batch'
import { ledgerPostArgument } from '../accounting/write-ledger'
import type { LedgerWrite } from '../accounting/ledger-write'
import type { WriteOutcome } from '../accounting/write-ledger'
import type { LoanRef } from '../contract/loan-ref'
import type { JudgedResult, PassResult } from '../contract/step-results'
import { embeddedLms } from '../lms/lms-gateway'
import { judgeOwnLoan } from '../lms/own/judge-own'
import { ownRecordingOf, ownResultOf } from '../lms/own/take-own'
import type { LmsOptions } from '../lms/lms-dependencies'
import { judgeBatch } from '../lms/take-in-order'
import type { LoadedLoan } from '../lms/load-loan'
import { lmsRecordArgument } from '../lms/record-transitions'
import type { LmsRecordArgument } from '../lms/record-transitions'
import { neverStaged, positionOf, resultOf } from '../lms/take-events'
import { withCredits } from '../lms/with-credits'
import { systemClock } from '../platform/clock'
import type { Database } from '../platform/database'
import { booksFor, grownRow, isOwn, loadForPass, ownBooksFor } from './load-both'
import type { OwnRow, PushedRow } from './load-both'
import { passInTurn } from './in-turn'
import type { Pass } from './in-turn'

export interface PassOptions extends EmbeddedAccountingOptions, Partial<LmsOptions> {}

/**
 * Both steps where the LMS and the books share one database: loaded in one statement and written
 * in one transaction. What is rare (a reversal, an undo that is owed, nothing to take, another attempt
 * that was faster, a command that changes what older ones have posted) goes step by step.
 */
export function embeddedPass(
  database: Database,
  { clock = systemClock, dueSpreadMs = 0, ...options }: PassOptions = {},
): Pass {
  const accounting = new EmbeddedAccounting(database, options)
  const inTurn = passInTurn(embeddedLms(database, { clock, dueSpreadMs }), accounting)
  const atOnce = new AtOnce(database, { clock, dueSpreadMs }, options)
  return async (loan) => (await atOnce.pass(loan)) ?? inTurn(loan)
}

class AtOnce {
  readonly #database: Database
  readonly #lms: LmsOptions
  readonly #options: Required<EmbeddedAccountingOptions>

  constructor(database: Database, lms: LmsOptions, options: EmbeddedAccountingOptions) {
    const { rule = () => null, onEnded = () => undefined } = options
    this.#database = database
    this.#lms = lms
    this.#options = { rule, onEnded }
  }

  /** Null where it must be gone step by step. */
  async pass(loan: LoanRef): Promise<PassResult<JudgedResult> | null> {
    const loaded = await loadForPass(this.#database, loan)
    if (loaded === undefined) throw neverStaged()
    return isOwn(loaded) ? this.#own(loan, loaded) : this.#pushed(loaded)
  }

  async #pushed(loaded: PushedRow): Promise<PassResult<JudgedResult> | null> {
    if (isRare(loaded.loan)) return null
    const standing = await withCredits(this.#database, loaded.loan, positionOf(loaded.loan))
    const batch = judgeBatch(loaded.loan, standing)
    const { taken, recording } = batch
    if (taken.length === 0) return null
    const books = booksFor(taken, loaded)
    const { rule } = this.#options
    const posted = derivePushed(loaded.loan.streamId, books, [], taken, rule)
    return this.#write(
      resultOf(loaded.loan, batch),
      recording && lmsRecordArgument(recording),
      books,
      posted,
    )
  }

  async #own(loan: LoanRef, first: OwnRow): Promise<PassResult<JudgedResult> | null> {
    if (first.loan.compensationOwed) return null
    const dependencies = { database: this.#database, ...this.#lms }
    const judged = await judgeOwnLoan(dependencies, loan, first, {
      load: async () => {
        const again = await loadForPass(this.#database, loan)
        if (again === undefined || !isOwn(again)) throw new Error('A loan keeps its home.')
        return again
      },
      grown: grownRow,
    })
    const { loaded, batch } = judged
    const { taken } = batch
    if (taken.length === 0) return null
    const books = ownBooksFor(loaded, batch)
    const { rule } = this.#options
    const posted = deriveOwn(loaded.loan.streamId, books, null, taken, rule)
    if (posted === null) return null
    return this.#write(ownResultOf(judged), ownRecordingOf(judged), books, posted)
  }

  async #write(
    lms: JudgedResult,
    recording: LmsRecordArgument | null,
    { events }: LoadedBooks | LoadedOwnBooks,
    { write, outcomes }: Derivation,
  ): Promise<PassResult<JudgedResult> | null> {
    const written = await recordAndPost(this.#database, recording, write)
    if (written.status === 'CONFLICT') return null
    reportEnded(events, write.ended, this.#options.onEnded)
    return {
      lms,
      accounting: { outcomes, more: written.more, compensationOwed: write.owed !== null },
    }
  }
}

function isRare({ compensationOwed, events: [head] }: LoadedLoan): boolean {
  return compensationOwed || head === undefined || head.event.kind === 'REVERSAL'
}

async function recordAndPost(
  database: Database,
  recording: LmsRecordArgument | null,
  write: LedgerWrite,
): Promise<WriteOutcome> {
  const [row] = await database.query<{ outcome: WriteOutcome }>(
    'pass_write',
    'SELECT record_and_post($1::jsonb, $2::jsonb) AS outcome',
    [recording && JSON.stringify(recording), JSON.stringify(ledgerPostArgument(write))],
  )
  if (row === undefined) throw new Error('record_and_post gave no outcome')
  return row.outcome
}

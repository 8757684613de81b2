import { postAtOnce, postOwnAtOnce } from '../accounting/at-once'
import type { EmbeddedAccountingOptions, PostedAtOnce, WriteOutcome } from '../accounting/at-once'
import { EmbeddedAccounting } from '../accounting/embedded-accounting'
import type { LoanRef } from '../contract/loan-ref'
import type { JudgedResult, PassResult } from '../contract/step-results'
import { judgeAtOnce, judgeOwnAtOnce, neverStaged } from '../lms/at-once'
import type { JudgedAtOnce, LmsOptions } from '../lms/at-once'
import { embeddedLms } from '../lms/lms-gateway'
import { systemClock } from '../platform/clock'
import type { Database } from '../platform/database'
import { passInTurn } from './in-turn'
import type { Pass } from './in-turn'
import { grownRow, isOwn, loadForPass, takenOf } from './load-both'
import type { OwnRow, PushedRow } from './load-both'

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

  async #pushed({ loan, books }: PushedRow): Promise<PassResult<JudgedResult> | null> {
    const judged = await judgeAtOnce(this.#database, loan)
    if (judged === null) return null
    const { taken } = judged
    const batch = { streamId: loan.streamId, books, events: takenOf(taken, loan.events), taken }
    return this.#write(judged, postAtOnce(batch, this.#options))
  }

  async #own(ref: LoanRef, first: OwnRow): Promise<PassResult<JudgedResult> | null> {
    const dependencies = { database: this.#database, ...this.#lms }
    const judged = await judgeOwnAtOnce(dependencies, ref, first, {
      load: async () => {
        const again = await loadForPass(this.#database, ref)
        if (again === undefined || !isOwn(again)) throw new Error('A loan keeps its home.')
        return again
      },
      grown: grownRow,
    })
    if (judged === null) return null
    const { taken, before, after } = judged
    const { loan, books } = judged.loaded
    const events = takenOf(taken, loan.events, after)
    const batch = { streamId: loan.streamId, books, events, taken, before, after }
    const posted = postOwnAtOnce(batch, this.#options)
    return posted && this.#write(judged, posted)
  }

  async #write(
    { result, recording }: JudgedAtOnce,
    { argument, written }: PostedAtOnce,
  ): Promise<PassResult<JudgedResult> | null> {
    const [row] = await this.#database.query<{ outcome: WriteOutcome }>(
      'pass_write',
      'SELECT record_and_post($1::jsonb, $2::jsonb) AS outcome',
      [recording && JSON.stringify(recording), JSON.stringify(argument)],
    )
    if (row === undefined) throw new Error('record_and_post gave no outcome')
    const { outcome } = row
    if (outcome.status === 'CONFLICT') return null
    return { lms: result, accounting: written(outcome.more) }
  }
}

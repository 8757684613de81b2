import { reportEnded } from '../accounting/batch-end'
import { BatchDerivation } from '../accounting/post-batch'
import { EmbeddedAccounting } from '../accounting/embedded-accounting'
import type { EmbeddedAccountingOptions } from '../accounting/embedded-accounting'
import { ledgerPostArgument } from '../accounting/write-ledger'
import type { LedgerWrite } from '../accounting/ledger-write'
import type { WriteOutcome } from '../accounting/write-ledger'
import type { LoanRef } from '../contract/loan-ref'
import type { JudgedResult, PassResult } from '../contract/step-results'
import { embeddedLms } from '../lms/lms-gateway'
import { judgeBatch } from '../lms/take-in-order'
import type { LoadedLoan } from '../lms/load-loan'
import { lmsRecordArgument } from '../lms/record-transitions'
import type { Recording } from '../lms/record-transitions'
import { neverStaged, positionOf, resultOf } from '../lms/take-events'
import type { Database } from '../platform/database'
import { booksFor, loadForPass } from './load-both'
import { passInTurn } from './in-turn'
import type { Pass } from './in-turn'

/**
 * Both steps where the LMS and the books share one database: loaded in one statement and written
 * in one transaction. What is rare (a reversal, an undo that is owed, nothing to take, another attempt
 * that was faster) goes step by step.
 */
export function embeddedPass(database: Database, options: EmbeddedAccountingOptions = {}): Pass {
  const inTurn = passInTurn(embeddedLms(database), new EmbeddedAccounting(database, options))
  return async (loan) => (await atOnce(database, loan, options)) ?? inTurn(loan)
}

async function atOnce(
  database: Database,
  loan: LoanRef,
  { rule = () => null, onEnded = () => undefined }: EmbeddedAccountingOptions,
): Promise<PassResult<JudgedResult> | null> {
  const loaded = await loadForPass(database, loan)
  if (loaded === undefined) throw neverStaged()
  if (isRare(loaded.loan)) return null
  const batch = judgeBatch(loaded.loan, positionOf(loaded.loan))
  const { taken, recording } = batch
  if (taken.length === 0) return null

  const books = booksFor(taken, loaded)
  const derivation = new BatchDerivation(loaded.loan.streamId, books)
  const { write, outcomes } = derivation.derive(taken, rule, [])
  const written = await recordAndPost(database, recording, write)
  if (written.status === 'CONFLICT') return null
  reportEnded(books.events, write.ended, onEnded)
  return {
    lms: resultOf(loaded.loan, batch),
    accounting: { outcomes, more: written.more, compensationOwed: write.owed !== null },
  }
}

function isRare({ compensationOwed, events: [head] }: LoadedLoan): boolean {
  return compensationOwed || head === undefined || head.event.kind === 'REVERSAL'
}

async function recordAndPost(
  database: Database,
  recording: Recording | null,
  write: LedgerWrite,
): Promise<WriteOutcome> {
  const [row] = await database.query<{ outcome: WriteOutcome }>(
    'pass_write',
    'SELECT record_and_post($1::jsonb, $2::jsonb) AS outcome',
    [
      recording && JSON.stringify(lmsRecordArgument(recording)),
      JSON.stringify(ledgerPostArgument(write)),
    ],
  )
  if (row === undefined) throw new Error('record_and_post gave no outcome')
  return row.outcome
}

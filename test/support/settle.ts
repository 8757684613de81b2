import { EmbeddedAccounting } from '../../src/accounting/embedded-accounting'
import type { AcceptanceRule } from '../../src/accounting/post-batch'
import type { LoanRef } from '../../src/contract/loan-ref'
import { embeddedLms } from '../../src/lms/lms-gateway'
import { settleLoan } from '../../src/steps/settle'
import type { Database } from '../../src/platform/database'
import type { StageOutcome, StageRequest } from '../../src/stream/stage-request'

/** Stages requests and takes both steps of the saga for each until nothing waits, without Temporal. */
export async function settle(
  database: Database,
  loan: LoanRef,
  requests: readonly StageRequest[],
  rule: AcceptanceRule = () => null,
): Promise<StageOutcome[]> {
  const [row] = await database.query<{ outcomes: StageOutcome[] }>(
    'test_stage',
    'SELECT stage_events($1::jsonb) AS outcomes',
    [JSON.stringify(requests)],
  )
  const outcomes = row?.outcomes ?? []
  if (outcomes.some(({ status }) => status !== 'REFUSED')) {
    await settleLoan(embeddedLms(database), new EmbeddedAccounting(database, { rule }), loan)
  }
  return outcomes
}

/** The same with one event that must be staged; gives its id. */
export async function settledOne(
  database: Database,
  loan: LoanRef,
  request: StageRequest,
): Promise<string> {
  const [outcome] = await settle(database, loan, [request])
  if (outcome?.status !== 'STAGED') throw new Error(`not staged: ${JSON.stringify(outcome)}`)
  return outcome.eventId
}

/** What became of an event: its status, and why it failed. */
export async function outcomeOf(database: Database, eventId: string): Promise<string> {
  const [row] = await database.query<{ status: string; code: string | null }>(
    'test_outcome',
    'SELECT status, failure_code AS code FROM loan_event WHERE id = $1',
    [eventId],
  )
  return [row?.status, row?.code].filter((part) => part !== null).join(' ')
}

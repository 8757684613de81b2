import type { AccountingResult } from '../contract/step-results'
import type { Database } from '../platform/database'

interface Compensated {
  failed: { seq: number; code: string } | null
  more: boolean
}

/**
 * Pays the compensation a loan owes: undoes its LMS transitions, last first, and fails the event
 * that Accounting refused; those behind it are taken again. Does nothing where none is owed.
 */
export async function compensateTransitions(
  database: Database,
  streamId: string,
): Promise<AccountingResult> {
  const [row] = await database.query<{ outcome: Compensated }>(
    'compensate',
    'SELECT compensate($1::bigint) AS outcome',
    [streamId],
  )
  if (row === undefined) throw new Error('compensate gave no outcome')
  const { failed, more } = row.outcome
  return {
    outcomes: failed === null ? [] : [{ seq: failed.seq, status: 'FAILED', code: failed.code }],
    more,
    compensationOwed: false,
  }
}

import { createHash } from 'node:crypto'

import { canonicalCommand } from '../domain/events/lending/canonical-command'
import type { AccrualPayload, PenaltyPayload } from '../domain/events/lending/lending-payloads'
import type { CivilDate } from '../domain/values/calendar'
import type { Statements } from '../platform/statements'

/** What the clock makes of a loan; its accounts are the loan's, whatever is given. */
export type DueEvent = { effectiveDate: CivilDate } & (
  { kind: 'ACCRUAL'; payload: AccrualPayload } | { kind: 'PENALTY'; payload: PenaltyPayload }
)

/**
 * Stages what falls due behind all that waits, in the order given; what is staged already stays as
 * it is.
 * @returns how many were new
 */
export async function stageDue(
  database: Statements,
  { streamId, loanId }: { streamId: string; loanId: string },
  due: readonly DueEvent[],
): Promise<number> {
  const events = due.map((event) => ({ ...event, fingerprint: fingerprintOf(loanId, event) }))
  const [row] = await database.query<{ staged: number }>(
    'stage_due',
    'SELECT stage_due($1::jsonb) AS staged',
    [JSON.stringify({ streamId, events })],
  )
  return row?.staged ?? 0
}

function fingerprintOf(loanId: string, { kind, payload }: DueEvent): string {
  return createHash('sha256')
    .update(canonicalCommand(kind, loanId, payload))
    .digest('hex')
}

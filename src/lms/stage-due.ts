import { createHash } from 'node:crypto'

import type { DueEvent } from '../domain/engine/due/due-event'
import { canonicalCommand } from '../domain/events/lending/canonical-command'
import type { StagedContext } from '../domain/events/staged-context'
import type { Statements } from '../platform/statements'

/**
 * Stages what falls due behind all that waits, in the order given; what is staged already stays as
 * it is. The accounts are the loan's, whatever is given.
 * @returns how many were new
 */
export async function stageDue(
  database: Statements,
  { streamId, loanId }: { streamId: string; loanId: string },
  due: readonly DueEvent[],
  context: StagedContext,
): Promise<number> {
  const events = due.map(({ kind, effectiveDate, payload: said }) => {
    const payload = { ...context, ...said }
    const content = canonicalCommand(kind, loanId, payload)
    const fingerprint = createHash('sha256').update(content).digest('hex')
    return { kind, effectiveDate, payload, fingerprint }
  })
  const [row] = await database.query<{ staged: number }>(
    'stage_due',
    'SELECT stage_due($1::jsonb) AS staged',
    [JSON.stringify({ streamId, events })],
  )
  return row?.staged ?? 0
}

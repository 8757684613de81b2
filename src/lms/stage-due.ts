import { createHash } from 'node:crypto'

import type { DueEvent } from '../domain/engine/due/due-event'
import { canonicalCommand } from '../domain/events/lending/canonical-command'
import type { LendingEvent } from '../domain/events/lending/lending-event'
import type { StagedContext } from '../domain/events/staged-context'
import type { Statements } from '../platform/statements'
import type { OpenEvent } from './load-loan'

/**
 * Stages what falls due behind all that waits, in the order given; what is staged already stays as
 * it is. The accounts are the loan's, whatever is given.
 * @returns what was new, as it waits now
 */
export async function stageDue(
  database: Statements,
  { streamId, loanId }: { streamId: string; loanId: string },
  due: readonly DueEvent[],
  context: StagedContext,
): Promise<OpenEvent<LendingEvent>[]> {
  const events = due.map(({ kind, effectiveDate, payload: said }) => {
    const payload = { ...context, ...said }
    const content = canonicalCommand(kind, loanId, payload)
    const fingerprint = createHash('sha256').update(content).digest('hex')
    return { kind, effectiveDate, payload, fingerprint }
  })
  const [row] = await database.query<{ staged: StagedDue[] }>(
    'stage_due',
    'SELECT stage_due($1::jsonb) AS staged',
    [JSON.stringify({ streamId, events })],
  )
  return (row?.staged ?? []).map((staged) => ({ ...staged, ...JUST_STAGED }))
}

type StagedDue = Pick<OpenEvent<LendingEvent>, 'event' | 'generation' | 'receivedAt'>

const JUST_STAGED = {
  status: 'STAGED',
  parkReason: null,
  recorded: null,
  notReversed: null,
  reversal: null,
  targetNo: null,
} as const

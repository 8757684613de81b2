import { createHash } from 'node:crypto'

import type { Wake } from '../../contract/step-results'
import { addDays } from '../../domain/values/calendar'
import type { Wake as NextDue } from '../../domain/engine/due/due'
import type { DueEvent } from '../../domain/engine/due/due-event'
import { startOfDay } from '../../domain/values/start-of-day'
import type { Statements } from '../../platform/statements'

export interface WakeOptions {
  timeZone: string
  /** The loans that wait for one day are woken within so long from its begin. */
  spreadMs: number
}

/** When a loan is to be looked at for it: always the same instant for the same loan and day. */
export function wakeFor(
  streamId: string,
  { after, event }: NextDue,
  { timeZone, spreadMs }: WakeOptions,
): Wake {
  const hash = createHash('sha256').update(streamId).digest().readUInt32BE()
  const on = addDays(after, 1)
  const begins = startOfDay(timeZone, on).getTime()
  const jitter = Math.floor((hash / 2 ** 32) * spreadMs)
  return { at: new Date(begins + jitter).toISOString(), on, what: nameOf(event) }
}

/** As operators read it. */
function nameOf(event: DueEvent): string {
  if (event.kind === 'PENALTY') return `penalty on installment ${event.payload.installment}`
  const { of, through } = event.payload
  return of === 'INTEREST' ? `accrual through ${through}` : `charges due ${through}`
}

/** Writes it down where no event is recorded that it could go with. */
export async function setLoanDue(
  database: Statements,
  streamId: string,
  wake: Wake | null,
): Promise<void> {
  await database.query('set_loan_due', 'SELECT set_loan_due($1::bigint, $2::jsonb)', [
    streamId,
    JSON.stringify(wake),
  ])
}

import { AppError } from '../platform/errors'
import type { Statements } from '../platform/statements'
import type { StageOutcome, StageRequest } from './stage-request'

/** Of a request that could not be staged at all; nothing of it is kept. */
export interface StageError {
  status: 'ERROR'
  message: string
}

interface Outcomes<Outcome> {
  outcomes: (Outcome | StageError)[]
}

/** Stages requests in one transaction; the outcomes are in their order. */
export async function stageGroup(
  statements: Statements,
  requests: readonly StageRequest[],
): Promise<(StageOutcome | StageError)[]> {
  const [row] = await statements.query<Outcomes<StageOutcome>>(
    'stage_group',
    'SELECT stage_events($1::jsonb) AS outcomes',
    [JSON.stringify(requests)],
  )
  return row?.outcomes ?? []
}

/** The same without waiting for a loan that somebody holds, and hardly for anything else. */
export async function stageFree(
  statements: Statements,
  requests: readonly StageRequest[],
  lockTimeoutMs: number,
): Promise<(StageOutcome | StageError | { status: 'BUSY' })[]> {
  const [row] = await statements.query<Outcomes<StageOutcome | { status: 'BUSY' }>>(
    'stage_events',
    `SELECT stage_free($1::jsonb) AS outcomes FROM set_config('lock_timeout', $2, true)`,
    [JSON.stringify(requests), String(lockTimeoutMs)],
  )
  return row?.outcomes ?? []
}

/** The same, waiting so long for the loan of the requests. */
export async function stageHeld(
  statements: Statements,
  requests: readonly StageRequest[],
  lockTimeoutMs: number,
): Promise<(StageOutcome | StageError)[]> {
  const [row] = await statements.query<Outcomes<StageOutcome>>(
    'stage_held_events',
    `SELECT stage_events($1::jsonb) AS outcomes FROM set_config('lock_timeout', $2, true)`,
    [JSON.stringify(requests), String(lockTimeoutMs)],
  )
  return row?.outcomes ?? []
}

export function notStaged(error: StageError | undefined): AppError {
  return new AppError('INTERNAL_ERROR', 'The event could not be staged.', {
    cause: new Error(error?.message ?? 'stage_events gave no outcome'),
  })
}

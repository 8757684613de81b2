import { AppError } from '../platform/errors'
import type { Statements } from '../platform/statements'
import type { StageOutcome, StageRequest } from './stage-request'

/** Of a request that could not be staged at all; nothing of it is kept. */
export interface StageError {
  status: 'ERROR'
  message: string
}

/** Stages requests in one statement, waiting for their loans; the outcomes are in their order. */
export async function stageGroup(
  statements: Statements,
  requests: readonly StageRequest[],
): Promise<(StageOutcome | StageError)[]> {
  const rows = await statements.query<{ outcomes: (StageOutcome | StageError)[] }>(
    'stage_events',
    'SELECT stage_events($1::jsonb) AS outcomes',
    [JSON.stringify(requests)],
  )
  return rows[0]?.outcomes ?? []
}

export function notStaged(error: StageError | undefined): AppError {
  return new AppError('INTERNAL_ERROR', 'The event could not be staged.', {
    cause: new Error(error?.message ?? 'stage_events gave no outcome'),
  })
}

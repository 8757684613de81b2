import type { Client } from '@temporalio/client'
import { WorkflowNotFoundError } from '@temporalio/client'
import { Worker } from '@temporalio/worker'

import { LOAN_WORKFLOW } from '../contract/loan-messages'

export interface ReplayScope {
  /** A visibility query that narrows the loans down. */
  query?: string
  openOnly?: boolean
  /** Workflow runs at most. */
  limit?: number
}

export interface BrokenRun {
  workflowId: string
  runId: string
  /** What the code does otherwise than the history says. */
  reason: string
}

export interface Replayed {
  runs: number
  broken: BrokenRun[]
}

type OneHistory = Awaited<ReturnType<typeof fetchHistory>>

/** Histories fetched while others are replayed. */
const FETCHED_TOGETHER = 8

/**
 * Replays the histories of a live namespace's loans against the workflow code of a bundle, as the
 * worker would after a roll-out. Changes nothing there.
 */
export async function replayLoans(
  client: Client,
  bundlePath: string,
  scope: ReplayScope,
  onProgress: (done: number, total: number) => void,
): Promise<Replayed> {
  const query = visibilityQuery(scope)
  const { count } = await client.workflow.count(query)
  const total = Math.min(count, scope.limit ?? Infinity)
  const replayed: Replayed = { runs: 0, broken: [] }
  const results = Worker.runReplayHistories(
    { workflowBundle: { codePath: bundlePath } },
    historiesOf(client, query, scope.limit ?? Infinity),
  )
  for await (const { workflowId, runId, error } of results) {
    replayed.runs += 1
    if (error !== undefined) replayed.broken.push({ workflowId, runId, reason: reasonOf(error) })
    onProgress(replayed.runs, Math.max(total, replayed.runs))
  }
  return replayed
}

function visibilityQuery({ query, openOnly }: ReplayScope): string {
  return [
    `WorkflowType = '${LOAN_WORKFLOW}'`,
    ...(openOnly ? [`ExecutionStatus = 'Running'`] : []),
    ...(query === undefined ? [] : [`(${query})`]),
  ].join(' AND ')
}

async function* historiesOf(client: Client, query: string, limit: number) {
  let listed = 0
  let group: Promise<OneHistory>[] = []
  for await (const { workflowId, runId } of client.workflow.list({ query })) {
    if (listed >= limit) break
    listed += 1
    group.push(fetchHistory(client, workflowId, runId))
    if (group.length < FETCHED_TOGETHER) continue
    yield* (await Promise.all(group)).filter((history) => history !== null)
    group = []
  }
  yield* (await Promise.all(group)).filter((history) => history !== null)
}

/** Null for a run that was deleted since it was listed. */
async function fetchHistory(client: Client, workflowId: string, runId: string) {
  try {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory()
    return { workflowId, history }
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null
    throw error
  }
}

/** The SDK's core wraps what it says in its own notation. */
function reasonOf({ message }: Error): string {
  return /message: "([^"]+)"/.exec(message)?.[1] ?? message
}

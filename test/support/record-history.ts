import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { historyToJSON } from '@temporalio/common/lib/proto-utils'

import { projectRoot } from '../../src/platform/project-root'
import type { TestLoan } from './test-loan'

export const HISTORIES = join(projectRoot, 'test', 'replay', 'histories')

export function historyFile(story: string): string {
  return join(HISTORIES, `${story}.json`)
}

/**
 * With RECORD_HISTORIES=1 keeps the history of a story's loan, one file per run, for the replay
 * test. A history is never written over: it stands for the runs that are open somewhere.
 */
export async function recordHistory(story: string, loan: TestLoan, runId?: string): Promise<void> {
  if (process.env['RECORD_HISTORIES'] !== '1') return
  await loan.idleHistory(0, runId)
  const events = await loan.history(runId)
  const json = JSON.stringify(JSON.parse(historyToJSON({ events })))
  writeFileSync(historyFile(story), `${json}\n`, { flag: 'wx' })
}

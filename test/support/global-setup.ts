import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { startPostgres } from '../../src/platform/embedded/postgres'
import type { EmbeddedPostgres } from '../../src/platform/embedded/postgres'
import { startTemporal } from '../../src/platform/embedded/temporal'
import type { EmbeddedTemporal } from '../../src/platform/embedded/temporal'
import { findTemporalBinary } from '../../src/platform/embedded/temporal-binary'
import { roleOf } from '../../src/platform/migrations/application-role'
import { migrate } from '../../src/platform/migrations/migrate'
import { killWithThisProcess } from './guardian'
import { publishInfrastructure } from './infrastructure'
import { measureCores, noteDatabase, saySlowness } from './measure-slowness'
import { rememberServers } from './servers'
import { testWorkflowBundle } from './workflow-bundle'

/** Nothing of a test run needs to outlive a crash. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** One PostgreSQL with a migrated template, one Temporal and one workflow bundle for the run. */
export default async function globalSetup(): Promise<void> {
  await measureCores()
  const begin = performance.now()
  const dataDirectory = mkdtempSync(join(tmpdir(), 'loansaga-test-'))
  const [postgres, temporal] = await Promise.all([
    startTestPostgres(dataDirectory),
    startTestTemporal(dataDirectory),
  ])
  rememberServers({
    stop: async () => {
      await Promise.all([postgres.process.stop(KILL), temporal.process.stop(KILL)])
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  })
  const templateUrl = postgres.url('template')
  const applicationUrl = postgres.applicationUrl()
  await migrate(templateUrl, { application: roleOf(applicationUrl) })
  noteDatabase(performance.now() - begin)
  saySlowness()
  publishInfrastructure({
    templateUrl,
    applicationUrl,
    temporalAddress: temporal.address,
    workflowBundle: await testWorkflowBundle(),
  })
}

const KILL = [{ signal: 'SIGKILL', waitMs: 5_000 }] as const

function startTestPostgres(dataDirectory: string): Promise<EmbeddedPostgres> {
  const spawned = (pid: number): void => killWithThisProcess(pid, dataDirectory)
  return startPostgres({ dataDirectory, database: 'template', settings: FORGETFUL, spawned })
}

async function startTestTemporal(dataDirectory: string): Promise<EmbeddedTemporal> {
  const { path } = await findTemporalBinary(process.env)
  const spawned = (pid: number): void => killWithThisProcess(pid, dataDirectory)
  return startTemporal({ binary: path, dataDirectory, persistent: false, spawned })
}

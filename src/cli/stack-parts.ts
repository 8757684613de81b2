import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { Database } from '../platform/database'
import { freePort } from '../platform/embedded/free-port'
import { startPostgres } from '../platform/embedded/postgres'
import { startTemporal } from '../platform/embedded/temporal'
import { findTemporalBinary } from '../platform/embedded/temporal-binary'
import { roleOf } from '../platform/migrations/application-role'
import { migrate } from '../platform/migrations/migrate'
import { retry } from '../platform/retry'
import { keySealing } from '../identity/key-sealing'
import { sealSigningKeys } from '../identity/signing-key-store'
import { writeCredentials } from './credentials'
import type { Addresses, Credentials } from './credentials'
import { startNodePart } from './node-part'
import { stackSigningKeySecret } from './signing-key-secret'
import { waitUntilReady } from './ready'
import type { StackOptions } from './stack-options'
import type { Supervisor } from './supervisor'

export interface StartedParts {
  dataDirectory: string
  url: string
  workerMetricsUrl: string
  credentials: Credentials
}

/** Starts the four parts one after the other; each finds what it needs there. */
export async function startParts(
  options: StackOptions,
  dataDirectory: string,
  supervisor: Supervisor,
): Promise<StartedParts> {
  const temporalPort = options.temporalPort ?? (await freePort())
  const uiPort = options.temporalUiPort ?? (await freePort())
  const port = options.port === 0 ? await freePort() : options.port
  const databaseUrls = await runPostgres(options, dataDirectory, supervisor)
  const { path: binary } = await findTemporalBinary(process.env, options.announce)
  await supervisor.run('temporal', async (spawned) => {
    const temporal = await startTemporal({
      ...{ binary, dataDirectory, persistent: true, port: temporalPort, uiPort, spawned },
      announce: options.announce,
    })
    return { ...temporal.process, stop: () => temporal.stop() }
  })
  const addresses = {
    url: `http://127.0.0.1:${port}`,
    temporalAddress: `127.0.0.1:${temporalPort}`,
    temporalUiUrl: `http://127.0.0.1:${uiPort}`,
    ...databaseUrls,
  }
  const signingKeySecret = stackSigningKeySecret(dataDirectory)
  const credentials = await prepareDatabase(dataDirectory, addresses, signingKeySecret)
  const settings = { ...addresses, signingKeySecret }
  const served = await runNodeParts({ ...options, port }, dataDirectory, settings, supervisor)
  return { ...served, url: addresses.url, dataDirectory, credentials }
}

type DatabaseUrls = Pick<Addresses, 'databaseUrl' | 'databaseOwnerUrl'>

async function runPostgres(
  options: StackOptions,
  dataDirectory: string,
  supervisor: Supervisor,
): Promise<DatabaseUrls> {
  const port = options.postgresPort ?? (await freePort())
  // One that was killed leaves it, and holds the cluster until its processes are gone and reaped.
  const pidFile = join(dataDirectory, 'postgres', 'postmaster.pid')
  let urls: DatabaseUrls = { databaseUrl: '', databaseOwnerUrl: '' }
  await supervisor.run('postgres', async (spawned) => {
    const postgres = await retry(
      { attempts: 5, baseDelayMs: 500, retryable: () => existsSync(pidFile) },
      () => startPostgres({ dataDirectory, port, spawned, announce: options.announce }),
    )
    urls = { databaseUrl: postgres.applicationUrl(), databaseOwnerUrl: postgres.url() }
    return { ...postgres.process, stop: () => postgres.stop() }
  })
  return urls
}

async function prepareDatabase(
  dataDirectory: string,
  addresses: Addresses,
  signingKeySecret: string,
): Promise<Credentials> {
  await migrate(addresses.databaseOwnerUrl, {
    replaceNewerFunctions: true,
    application: roleOf(addresses.databaseUrl),
  })
  const database = new Database({ connectionString: addresses.databaseUrl, poolSize: 1 })
  try {
    await sealSigningKeys(database, keySealing(signingKeySecret))
    return await writeCredentials(dataDirectory, database, addresses)
  } finally {
    await database.close()
  }
}

async function runNodeParts(
  options: StackOptions,
  dataDirectory: string,
  settings: Addresses & { signingKeySecret: string },
  supervisor: Supervisor,
): Promise<{ workerMetricsUrl: string }> {
  const metricsPort = options.workerMetricsPort ?? (await freePort())
  const workerMetricsUrl = `http://127.0.0.1:${metricsPort}/metrics`
  const env = {
    ...process.env,
    DATABASE_URL: settings.databaseUrl,
    TEMPORAL_ADDRESS: settings.temporalAddress,
    TEMPORAL_UI_URL: settings.temporalUiUrl,
    SIGNING_KEY_SECRET: settings.signingKeySecret,
    HOST: '127.0.0.1',
    PORT: String(options.port),
    WORKER_METRICS_PORT: String(metricsPort),
    METRICS_UPSTREAMS: workerMetricsUrl,
  }
  for (const name of ['worker', 'api']) {
    const logFile = join(dataDirectory, 'logs', `${name}.log`)
    await supervisor.run(name, (spawned) =>
      startNodePart(name, { env, spawned, ...(options.logs === 'files' ? { logFile } : {}) }),
    )
  }
  await waitUntilReady(settings.url, { gaveUp: supervisor.gaveUp, announce: options.announce })
  return { workerMetricsUrl }
}

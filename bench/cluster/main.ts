import { writeFileSync } from 'node:fs'

import { quietTemporal } from '../../src/cli/quiet-temporal'
import { errorMessage } from '../../src/platform/errors'
import { succeed } from '../../test/support/command'
import { proveBooks } from './check-events'
import { Cluster } from './cluster'
import { awaitInterruption } from './interruption'
import type { Interruption } from './interruption'
import { strikeUnderLoad } from './blows'
import type { SteadyLoad } from './blows'
import { USAGE, clusterOptions } from './options'
import type { ClusterOptions } from './options'
import { measureRates } from './rates'
import type { Rate } from './rates'
import { rateWith, ratioOf, reportText } from './report'
import type { ClusterReport } from './report'
import { serverBinaries } from './server-binaries'
import type { ServerBinaries } from './server-binaries'
import { measureWaits } from './waits'

const SKIPPED =
  "Skipped: Temporal's server is built with Go, and there is no Go on the PATH or in /usr/local/go."

/** `npm run bench:cluster`: several APIs and workers on Temporal's own server, on one machine. */
export async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(USAGE)
    return
  }
  const options = clusterOptions(args)
  const interruption = awaitInterruption()
  const binaries = await serverBinaries(console.log, interruption.signal)
  if (binaries === undefined) {
    console.log(SKIPPED)
    return
  }
  quietTemporal()
  // It may have to build first.
  await succeed('--version')
  await runOn(binaries, options, interruption)
}

async function runOn(
  binaries: ServerBinaries,
  options: ClusterOptions,
  interruption: Interruption,
): Promise<void> {
  const cluster = new Cluster()
  try {
    const report = await Promise.race([run(cluster, binaries, options), interruption.comes])
    console.log(`\n${reportText(report)}`)
    if (options.json !== undefined) writeJson(options.json, report)
    await cluster.stop()
  } catch (error) {
    console.error(errorMessage(error))
    process.exitCode = 1
    cluster.kill()
  }
  if (options.keep) console.log(`data and logs are kept in ${cluster.folder}`)
  else cluster.remove()
  // What was under way when it failed goes on trying.
  process.exit()
}

async function run(
  cluster: Cluster,
  binaries: ServerBinaries,
  options: ClusterOptions,
): Promise<ClusterReport> {
  const { database } = await startAll(cluster, binaries)
  const waits = await measureWaits(cluster)
  const rates = await measureRates(cluster, options, console.log)
  const waves = await strikeUnderLoad(cluster, steadyLoad(rates, options), console.log)
  return { rates, waits, waves, proven: await proveBooks(database) }
}

/** What one worker has in hand, and for long enough to see everything recover. */
function steadyLoad(rates: readonly Rate[], { loans }: ClusterOptions): SteadyLoad {
  return { loans: loans * 2, eventsPerSecond: rateWith(rates, 1) / 2 }
}

async function startAll(cluster: Cluster, binaries: ServerBinaries): Promise<Cluster> {
  console.log(`Starting PostgreSQL, Temporal's server, two APIs and two workers`)
  await cluster.start(binaries)
  return cluster
}

function writeJson(file: string, report: ClusterReport): void {
  const { rates, ...rest } = report
  const figures = { twoWorkersAgainstOne: ratioOf(rates), rates, ...rest }
  writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`)
}

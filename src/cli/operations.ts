import { userInfo } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'
import { pino } from 'pino'

import { EVENT_KINDS } from '../domain/events/kinds'
import type { EventKind } from '../domain/events/kinds'
import { idsNamed } from '../domain/values/identifier'
import { createBatchJob, findBatchJob } from '../operations/batch-job'
import type { BatchJobView } from '../operations/batch-job'
import { BatchRunner } from '../operations/batch-runner'
import { parkedEvents } from '../operations/parked-events'
import type { Database } from '../platform/database'
import { AppError } from '../platform/errors'
import { addDatabaseOption, withDatabase } from './database-option'
import type { DatabaseOption } from './database-option'
import { findBusiness } from './chosen-business'
import { startProgress } from './progress'
import { table } from './table'

interface BusinessOption extends DatabaseOption {
  business?: string
}

interface RetryOptions extends BusinessOption {
  all?: true
  code?: string
  kind?: EventKind
  loan?: string[]
  reason: string
  actor: string
  wait: number
}

const ROWS = 99
const LOOK_MS = 250

export function registerOperations(program: Command): void {
  const operations = program
    .command('operations')
    .description('what operators do about parked events, from the database alone')
  const ofBusiness = (name: string, description: string): Command =>
    addDatabaseOption(operations.command(name).description(description)).option(
      '--business <name or id>',
      'needed if there are several',
    )
  ofBusiness('parked', 'list the events that wait for an operator').action(parked)
  ofBusiness('retry', 'take parked events again, all of them or those that are named')
    .option('--all', 'every parked event')
    .option('--code <code>', 'parked for this reason')
    .option('--kind <kind>', `of ${EVENT_KINDS.join(', ')}`, parseKind)
    .option('--loan <ids...>', 'of these loans')
    .requiredOption('--reason <text>', 'why; it is kept for good')
    .option('--actor <name>', 'who; it is kept for good', userInfo().username)
    .option('--wait <seconds>', 'how long to wait for the outcomes', parseSeconds, 60)
    .action(retry)
}

async function parked(options: BusinessOption): Promise<void> {
  await withDatabase(options, async (database) => {
    const businessId = await findBusiness(database, options.business)
    const rows: string[][] = []
    for (let page = 1; ; page += 1) {
      const { items, total } = await parkedEvents(database, businessId, { page, rows: ROWS })
      for (const { loanId, eventId, type, since, waitingBehind, reason } of items) {
        rows.push([
          ...[loanId, eventId, type, since, String(waitingBehind)],
          `${reason.code}: ${reason.message}`,
        ])
      }
      if (page * ROWS >= total) break
    }
    console.log(table(['LOAN', 'EVENT', 'KIND', 'SINCE', 'BEHIND', 'REASON'], rows))
  })
}

async function retry(options: RetryOptions): Promise<void> {
  const { all, code, kind, reason, actor, wait } = options
  const loanIds = options.loan?.flatMap(idsNamed)
  const filter = { code, kind, loanIds }
  const isNarrowed = Object.values(filter).some((given) => given !== undefined)
  if (isNarrowed === (all === true)) {
    throw new AppError('NOTHING_NAMED', 'Say which: --all, or some of --code, --kind and --loan.')
  }
  await withDatabase(options, async (database) => {
    const businessId = await findBusiness(database, options.business)
    const by = `${actor}, at the command line`
    const jobId = await createBatchJob(database, { businessId, filter, actor: by, reason })
    const look = async () => {
      const job = await findBatchJob(database, businessId, jobId)
      if (job === null) throw new Error(`job ${jobId} is gone`)
      return job
    }
    await carryOut(database, jobId, look)
    tell(await outcomes(look, wait))
  })
}

/** Here, or by an API process that was faster: the bar shows the job, whoever carries it out. */
async function carryOut(
  database: Database,
  jobId: string,
  look: () => Promise<BatchJobView>,
): Promise<void> {
  const runner = new BatchRunner({ database, logger: pino({ level: 'warn' }) })
  const watched = withProgress('Retrying', async (update) => {
    for (;;) {
      const { status, done, total } = await look()
      update(done, total)
      if (status === 'DONE') return
      await sleep(LOOK_MS)
    }
  })
  await Promise.all([runner.run(jobId), watched])
}

/** Waits until the loans have taken what was retried, or the time is up. */
async function outcomes(
  look: () => Promise<BatchJobView>,
  waitSeconds: number,
): Promise<BatchJobView> {
  const deadline = Date.now() + waitSeconds * 1000
  return withProgress('Outcomes', async (update) => {
    for (;;) {
      const job = await look()
      const { STAGED: open = 0, ...ended } = job.outcomes
      const count = Object.values(ended).reduce((sum, events) => sum + events, 0)
      update(count, count + open)
      if (open === 0 || Date.now() >= deadline) return job
      await sleep(LOOK_MS)
    }
  })
}

async function withProgress<T>(
  label: string,
  run: (update: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const progress = startProgress(label)
  try {
    return await run((done, total) => progress.update(done, total))
  } finally {
    progress.stop()
  }
}

function tell({ jobId, total, results, outcomes: stand }: BatchJobView): void {
  const counts = (of: object) =>
    Object.entries(of)
      .map(([name, events]) => `${name} ${String(events)}`)
      .join(', ') || 'none'
  console.log(`job ${jobId}: ${total} events; ${counts(results)}; they stand: ${counts(stand)}`)
  if ((stand.PARKED ?? 0) + (stand.STAGED ?? 0) > 0) process.exitCode = 1
}

function parseKind(text: string): EventKind {
  const kind = EVENT_KINDS.find((one) => one === text)
  if (kind === undefined) {
    throw new InvalidArgumentError(`It must be one of ${EVENT_KINDS.join(', ')}.`)
  }
  return kind
}

function parseSeconds(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('It must be a number of seconds.')
  return Number(text)
}

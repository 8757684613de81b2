import type { Database } from '../platform/database'
import { AppError, errorMessage } from '../platform/errors'
import { retry } from '../platform/retry'
import type { LoanTeller } from '../temporal/loan-teller'
import { forEach } from './for-each'
import { countOpenLoans, openLoans, stagedLoans } from './open-loans'

/** Starts under way at once; the server works them off one after the other anyway. */
const CONCURRENCY = 32
const RETRIES = { attempts: 6, baseDelayMs: 200, retryable: () => true }

export interface Recovered {
  /** Loans with staged events, whose workflow was started if need be and told. */
  told: number
  /** Other open loans whose workflow was started. */
  started: number
  /** Open loans whose workflow ran by then, those that were told among them. */
  running: number
}

export interface RecoverDependencies {
  database: Database
  teller: Pick<LoanTeller, 'signal' | 'start'>
  onProgress(done: number, total: number): void
}

/**
 * Gives every open loan its workflow back after Temporal has lost them: those with staged events
 * first, since somebody waits for these. What runs is left as it is, so it can be run at any time
 * and again after an interruption.
 */
export async function recover(dependencies: RecoverDependencies): Promise<Recovered> {
  const { database, teller, onProgress } = dependencies
  const { staged, open } = await countOpenLoans(database)
  const recovered: Recovered = { told: 0, started: 0, running: 0 }
  const advance = (what: keyof Recovered): void => {
    recovered[what] += 1
    const done = recovered.told + recovered.started + recovered.running
    onProgress(done, Math.max(staged + open, done))
  }
  try {
    await forEach(stagedLoans(database), CONCURRENCY, async (event) => {
      await retry(RETRIES, () => teller.signal(event))
      advance('told')
    })
    await forEach(openLoans(database), CONCURRENCY, async (loan) => {
      const isStarted = await retry(RETRIES, () => teller.start(loan))
      advance(isStarted ? 'started' : 'running')
    })
  } catch (error) {
    const { told, started } = recovered
    throw new AppError(
      'RECOVERY_INTERRUPTED',
      `Recovery was interrupted after ${told} loans were told and ${started} started; ` +
        `run it again to go on: ${errorMessage(error)}`,
      { cause: error },
    )
  }
  return recovered
}

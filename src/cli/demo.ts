import { InvalidArgumentError } from 'commander'
import type { Command } from 'commander'

import { Database } from '../platform/database'
import { portfolio } from '../demo/portfolio'
import { trialBalance } from '../reports/trial-balance'
import { consoleLine } from './console-link'
import { runLending } from './demo-lending'
import { runPortfolio } from './demo-run'
import { runPartner } from './demo-partner'
import { reportsText } from './demo-reports'
import { addressesText, tallyText, trialBalanceText } from './demo-text'
import { countCommands, tallyLending } from './lending-tally'
import { lendingText } from './lending-text'
import { parsePort } from './port'
import { findRunningStack } from './running-stack'
import type { StackAddress } from './running-stack'
import { beginStack } from './stack'
import { stopOnSignal } from './up'
import { verifyWithProgress } from './verify'
import { verifyText } from './verify-text'

interface DemoOptions {
  loans: number
  port: number
  dataDir: string
  exit?: true
}

/** Always the same portfolio, so that a second run finds all of it there. */
const SEED = 2025
const YEAR = 2025
const MOST_LOANS = 100_000

export function registerDemo(program: Command): void {
  program
    .command('demo')
    .description('run everything here and put a small realistic portfolio through it')
    .option('--loans <number>', 'how many loans', parseLoans, 64)
    .option('--port <number>', 'of the API; 0 takes a free one', parsePort, 3000)
    .option('--data-dir <folder>', 'where everything is kept', '.loansaga')
    .option('--exit', 'stop it all at the end; the exit code is 0 if the books are proven')
    .action(demo)
}

async function demo(options: DemoOptions): Promise<void> {
  const running = await findRunningStack(options.dataDir, options.port)
  if (running !== undefined) {
    console.error(`Using what runs already at ${running.url}.`)
    process.exitCode = await present(running, options)
    return
  }
  console.error('Starting PostgreSQL, Temporal, worker and API …')
  const start = await beginStack({
    dataDirectory: options.dataDir,
    port: options.port,
    logs: 'files',
    announce: (text) => console.error(text),
  })
  const stopped = stopOnSignal(start)
  let isShown = false
  // Once everything is stopped, requests still under way have nobody to wait for.
  void stopped.then(() => process.exit(isShown ? process.exitCode : 130))
  const stack = await start.ready
  try {
    const gaveUp = stack.gaveUp.then((reason) => Promise.reject(reason))
    process.exitCode = await Promise.race([present(stack, options), gaveUp])
    isShown = true
    if (!options.exit) await gaveUp
  } finally {
    await stack.stop()
  }
}

/** Runs the portfolio and prints all about it; the exit code says whether the books are proven. */
async function present(stack: StackAddress, options: DemoOptions): Promise<0 | 1> {
  const { businessId, databaseUrl } = stack.credentials
  const database = new Database({ connectionString: databaseUrl, poolSize: 2 })
  try {
    const lent = portfolio({ loans: options.loans, seed: SEED, year: YEAR })
    const { lending, partner } = lent
    const commanded = [...lending, ...partner]
    const before = await countCommands(database, businessId, commanded)
    await runLending(stack, lending)
    await runPartner(stack, partner)
    const tally = await runPortfolio(stack, database, lent)
    const own = await tallyLending(database, businessId, commanded, before)
    const balance = await trialBalance(database, businessId)
    const report = await verifyWithProgress(database, {})
    const isNew = tally.staged.length > 0 || before < own.sent
    console.log(isNew ? '' : '\nIt is all there already: nothing was changed.\n')
    const tallies = lending.length > 0 ? [tallyText(tally), lendingText(own)] : [tallyText(tally)]
    console.log([...tallies, trialBalanceText(balance), verifyText(report)].join('\n\n'))
    if (!options.exit) {
      const loanId = lent.loans[0]?.[0]?.loanId ?? ''
      const texts = [
        addressesText(stack, options.dataDir, loanId),
        reportsText(stack.url, YEAR),
        (await consoleLine(stack)) ?? '',
      ]
      console.log(`\n${texts.join('\n\n')}`)
    }
    return report.proven ? 0 : 1
  } finally {
    await database.close()
  }
}

function parseLoans(text: string): number {
  const loans = Number(text)
  if (!/^\d{1,6}$/.test(text) || loans < 1 || loans > MOST_LOANS) {
    throw new InvalidArgumentError(`It must be a number of loans, 1 to ${MOST_LOANS}.`)
  }
  return loans
}

import { quietTemporal } from '../../src/cli/quiet-temporal'
import { measureCores } from '../support/measure-slowness'
import type { UpStack } from '../support/up-stack'
import { startChaosStack } from './chaos-stack'
import { assertScenario } from './assert-scenario'
import { USAGE, chaosOptions } from './options'
import type { ChaosOptions } from './options'
import { scenarios } from './scenario'
import { Tally } from './tally'

const MS_PER_MINUTE = 60_000

/** `npm run chaos`: scenario after scenario on one stack, until the time is up or one fails. */
export async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) {
    say(USAGE)
    return
  }
  const options = chaosOptions(args)
  quietTemporal()
  await measureCores()
  const tally = new Tally()
  say(`seed ${options.seed}`)
  const stack = await startChaosStack(options.port)
  say(`data directory ${stack.folder}, API ${stack.url}`)
  try {
    await runScenarios(stack, options, tally)
    const end = await proveAll(stack)
    say(`${tally.text()}\n\n${end}`)
  } catch (error) {
    say(`${tally.text()}\n\n${described(error)}`)
    process.exitCode = 1
  } finally {
    const isKept = options.keep || process.exitCode === 1
    await stack.stop(isKept)
    if (isKept) say(`the data directory ${stack.folder} is kept`)
  }
}

async function runScenarios(stack: UpStack, options: ChaosOptions, tally: Tally): Promise<void> {
  const { minutes, runs, loans, customers, path, shrink } = options
  const size = {
    ...{ minLoans: 1, maxLoans: loans, minSteps: 2, maxSteps: 24, maxKills: 2 },
    ...{ maxCustomers: customers, maxOwnSteps: 16 },
  }
  const end = Date.now() + minutes * MS_PER_MINUTE
  for (let run = 0; run < runs && (run === 0 || Date.now() < end); run += 1) {
    const seed = options.seed + run
    await assertScenario(stack, scenarios(size), { seed, path, shrink, tally })
    say(
      `scenario ${run + 1} (seed ${seed}) holds: ${tally.count('sent')} events and ${tally.count('commands sent')} commands sent, ${tally.count('scenarios')} scenarios`,
    )
  }
}

/** The commands an operator has say the same of everything at once. */
async function proveAll(stack: UpStack): Promise<string> {
  const verified = await stack.command('verify')
  const replayed = await stack.command('replay')
  return [verified, replayed].map((text) => text.trim().split('\n').at(-1)).join('\n')
}

/** fast-check says what fails, with seed, path and steps; its cause says why. */
function described(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}\n\n${described(error.cause)}`
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

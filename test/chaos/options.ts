import { parseArgs } from 'node:util'

export interface ChaosOptions {
  minutes: number
  /** Of the first scenario; the next ones have the seeds that follow. */
  seed: number
  /** Most loans of a scenario. */
  loans: number
  /** Most customers of a scenario whose loans live here. */
  customers: number
  /** Of the API; a free one unless given. */
  port: number | undefined
  /** Where a failed scenario was shrunk to, as fast-check has printed it. */
  path: string | undefined
  /** Scenarios at most. */
  runs: number
  /** Looks for a smaller scenario that fails too. */
  shrink: boolean
  /** Leaves the data directory where it is. */
  keep: boolean
}

export const USAGE = `npm run chaos -- [options]
  --minutes N   how long (default 5)
  --seed N      of the first scenario (default: another each time; it is printed)
  --loans N     loans of a scenario at most (default 16)
  --customers N customers of a scenario at most whose loans live here (default 8)
  --port N      of the API (default: a free one)
  --runs N      scenarios at most
  --path TEXT   with --seed: the shrunk scenario that was printed with a failure
  --as-is       do not look for the smallest scenario that fails
  --keep        keep the data directory`

export function chaosOptions(args: string[]): ChaosOptions {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
      loans: { type: 'string', default: '16' },
      customers: { type: 'string', default: '8' },
      port: { type: 'string' },
      path: { type: 'string' },
      runs: { type: 'string', default: '1000000' },
      'as-is': { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  })
  const { minutes, seed, loans, customers, port, path, runs, keep } = values
  return {
    minutes: numberOf('minutes', minutes),
    seed: numberOf('seed', seed),
    loans: numberOf('loans', loans),
    customers: numberOf('customers', customers),
    port: port === undefined ? undefined : numberOf('port', port),
    runs: path === undefined ? numberOf('runs', runs) : 1,
    ...{ path, keep, shrink: !values['as-is'] },
  }
}

function numberOf(option: string, text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !(number >= 0)) throw new Error(`--${option} is a number\n\n${USAGE}`)
  return number
}

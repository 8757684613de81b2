import { parseArgs } from 'node:util'

export interface ChaosOptions {
  minutes: number
  /** Of the first scenario; the next ones have the seeds that follow. */
  seed: number
  /** Most loans of a scenario. */
  loans: number
  /** Of the API; a free one unless given. */
  port: number | undefined
  /** Where a failed scenario was shrunk to, as fast-check has printed it. */
  path: string | undefined
  /** Scenarios at most. */
  runs: number
  /** Leaves the data directory where it is. */
  keep: boolean
}

export const USAGE = `npm run chaos -- [options]
  --minutes N   how long (default 5)
  --seed N      of the first scenario (default: another each time; it is printed)
  --loans N     loans of a scenario at most (default 16)
  --port N      of the API (default: a free one)
  --runs N      scenarios at most
  --path TEXT   with --seed: the shrunk scenario that was printed with a failure
  --keep        keep the data directory`

export function chaosOptions(args: string[]): ChaosOptions {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '5' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
      loans: { type: 'string', default: '16' },
      port: { type: 'string' },
      path: { type: 'string' },
      runs: { type: 'string', default: '1000000' },
      keep: { type: 'boolean', default: false },
    },
  })
  const { minutes, seed, loans, port, path, runs, keep } = values
  return {
    minutes: numberOf('minutes', minutes),
    seed: numberOf('seed', seed),
    loans: numberOf('loans', loans),
    port: port === undefined ? undefined : numberOf('port', port),
    runs: path === undefined ? numberOf('runs', runs) : 1,
    ...{ path, keep },
  }
}

function numberOf(option: string, text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !(number >= 0)) throw new Error(`--${option} is a number\n\n${USAGE}`)
  return number
}

import { parseArgs } from 'node:util'

export interface ClusterOptions {
  /** Loans of each measurement; each has ten events. */
  loans: number
  /** How often one worker and two are measured, one after the other. */
  rounds: number
  /** Where the figures go as JSON. */
  json: string | undefined
  /** Leaves data and logs where they are. */
  keep: boolean
}

export const USAGE = `npm run bench:cluster -- [options]
  --loans N     loans of each measurement, with ten events each (default 100)
  --rounds N    how often one worker and two are measured (default 3)
  --json FILE   writes the figures there
  --keep        keeps data and logs`

export function clusterOptions(args: string[]): ClusterOptions {
  const { values } = parseArgs({
    args,
    options: {
      loans: { type: 'string', default: '100' },
      rounds: { type: 'string', default: '3' },
      json: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  })
  return {
    loans: count('loans', values.loans),
    rounds: count('rounds', values.rounds),
    json: values.json,
    keep: values.keep,
  }
}

function count(option: string, text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) {
    throw new Error(`--${option} is a whole number above 0\n\n${USAGE}`)
  }
  return number
}

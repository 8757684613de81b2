import { parseArgs } from 'node:util'

export interface BenchOptions {
  /** How often everything is measured, one after the other. */
  rounds: number
  /** Of the number of loans of each measurement; 1 is what the targets are stated for. */
  scale: number
  /** Names of measurements; all of them when empty. */
  only: readonly string[]
  /** Where the figures go as JSON. */
  json: string
}

export const USAGE = `npm run bench -- [options]
  --rounds N    how often everything is measured (default 3)
  --scale X     of the number of loans (default 1, for which the targets are stated)
  --only A,B    only these measurements, by name
  --json FILE   where the figures go (default bench-result.json)`

export function benchOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: 'string', default: '3' },
      scale: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      json: { type: 'string', default: 'bench-result.json' },
    },
  })
  return {
    rounds: positive('rounds', values.rounds),
    scale: positive('scale', values.scale),
    only: values.only.split(',').filter((name) => name !== ''),
    json: values.json,
  }
}

function positive(option: string, text: string): number {
  const number = Number(text)
  if (!(number > 0)) throw new Error(`--${option} is a number above 0\n\n${USAGE}`)
  return number
}

import { parseArgs } from 'node:util'

export interface LargeBooksOptions {
  /** Loaded before anything is measured. */
  loans: number
  /** How often each thing is measured on either book. */
  rounds: number
  /** Where the figures go as JSON; nowhere unless given. */
  json: string | undefined
  /** Of PostgreSQL: `shared_buffers`. */
  sharedBuffers: string
}

export const USAGE = `bench/large-books/main.ts [options]
  --loans N             loans in the large book (default 100000)
  --rounds N            how often everything is measured, three at least (default 5)
  --shared-buffers N    PostgreSQL's setting (default 128MB, which is PostgreSQL's own)
  --json FILE           where all figures go`

const FEWEST_LOANS = 10_000
const FEWEST_ROUNDS = 3

export function largeBooksOptions(args: string[]): LargeBooksOptions {
  const { values } = parseArgs({
    args,
    options: {
      loans: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '5' },
      'shared-buffers': { type: 'string', default: '128MB' },
      json: { type: 'string' },
    },
  })
  return {
    loans: atLeast('loans', values.loans, FEWEST_LOANS),
    rounds: atLeast('rounds', values.rounds, FEWEST_ROUNDS),
    sharedBuffers: values['shared-buffers'],
    json: values.json,
  }
}

function atLeast(option: string, text: string, least: number): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < least) {
    throw new Error(`--${option} is a whole number of ${least} or more\n\n${USAGE}`)
  }
  return number
}

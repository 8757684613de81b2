import { median } from '../report/statistics'
import { BOOKS } from './two-books'
import type { BookName } from './two-books'

/** Something that is timed on either book. */
export interface Operation {
  name: string
  /** Times in a round, each on another loan. */
  times: number
  /** Loans or events that one run is about: the time is told for one of them. */
  units: number
  /** @param place counts on from round to round: no place comes twice on one book */
  run(book: BookName, place: number): Promise<void>
}

export interface Comparison {
  name: string
  /** Milliseconds for one unit: the median of each round, and of all rounds. */
  rounds: Record<BookName, number[]>
  medians: Record<BookName, number>
  /** Large against empty: the median of the rounds' ratios, the least and the greatest. */
  ratio: { median: number; least: number; greatest: number }
}

/** Times operations on both books in turn, round by round; a first round warms up and does not count. */
export async function compare(
  operations: readonly Operation[],
  rounds: number,
): Promise<Comparison[]> {
  const found = operations.map(({ name }) => ({
    name,
    rounds: { empty: [] as number[], large: [] as number[] },
  }))
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, operation] of operations.entries()) {
      const medians = await timeRound(operation, round)
      if (round === 0) continue
      for (const book of BOOKS) found[index]?.rounds[book].push(medians[book])
    }
  }
  return found.map(({ name, rounds: measured }) => summaryOf(name, measured))
}

async function timeRound(
  { times, units, run }: Operation,
  round: number,
): Promise<Record<BookName, number>> {
  const taken: Record<BookName, number[]> = { empty: [], large: [] }
  for (let time = 0; time < times; time += 1) {
    const order = time % 2 === 0 ? BOOKS : [...BOOKS].reverse()
    for (const book of order) {
      const started = performance.now()
      await run(book, round * times + time)
      taken[book].push((performance.now() - started) / units)
    }
  }
  return { empty: median(taken.empty), large: median(taken.large) }
}

function summaryOf(name: string, rounds: Record<BookName, number[]>): Comparison {
  const ratios = rounds.large.map((large, round) => large / (rounds.empty[round] ?? NaN))
  return {
    name,
    rounds,
    medians: { empty: median(rounds.empty), large: median(rounds.large) },
    ratio: {
      median: median(ratios),
      least: Math.min(...ratios),
      greatest: Math.max(...ratios),
    },
  }
}

import { table } from '../../src/cli/table'
import type { Wave } from './blows'
import { median } from '../report/statistics'
import type { Rate } from './rates'
import type { Wait } from './waits'

export interface ClusterReport {
  rates: Rate[]
  waits: Wait
  waves: Wave[]
  /** What `verify` proved at the end. */
  proven: { loans: number; events: number }
}

export function ratioOf(rates: readonly Rate[]): number {
  return rateWith(rates, 2) / rateWith(rates, 1)
}

export function reportText({ rates, waits, waves, proven }: ClusterReport): string {
  return [
    table(
      ['WORKERS', 'EVENTS/S', 'SPREAD'],
      ([1, 2] as const).map((workers) => {
        const all = ofWorkers(rates, workers).map(Math.round)
        const spread = `${Math.min(...all)} to ${Math.max(...all)}`
        return [String(workers), rateWith(rates, workers).toFixed(0), spread]
      }),
    ),
    `two workers against one: ${ratioOf(rates).toFixed(2)}`,
    `waiting for an event at the API it was pushed to: ${ms(waits.own)}, at the other: ${ms(waits.other)}`,
    table(
      ['ENDED', 'POSTED', 'SENT AGAIN', 'MEDIAN', 'P99', 'LONGEST', 'LOANS HELD UP'],
      waves.map((wave) => [
        `${wave.by === 'kill' ? 'killed' : 'stopped'}: ${wave.struck.join(' + ')}`,
        `${wave.posted} of ${wave.events}`,
        String(wave.repeats),
        ...[wave.medianSeconds, wave.p99Seconds, wave.longestSeconds].map(
          (seconds) => `${seconds.toFixed(1)} s`,
        ),
        `${wave.loansHeldUp} of ${wave.loans}`,
      ]),
    ),
    `Proven: the books equal the loans (${proven.loans} loans, ${proven.events} events); nothing lost, nothing twice.`,
  ].join('\n\n')
}

function ofWorkers(rates: readonly Rate[], workers: Rate['workers']): number[] {
  return rates.filter((rate) => rate.workers === workers).map((rate) => rate.eventsPerSecond)
}

/** Events a second, the middle one of all rounds. */
export function rateWith(rates: readonly Rate[], workers: Rate['workers']): number {
  return median(ofWorkers(rates, workers))
}

function ms(seconds: number): string {
  return `${Math.round(seconds * 1000)} ms`
}

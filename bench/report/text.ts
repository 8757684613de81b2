import { table } from '../../src/cli/table'
import { PROCESSES } from '../processes'
import type { MeasuredSample, Measurement } from '../measure'
import type { BenchResult } from './result'
import type { Summary } from './summary'

/** One line as soon as a measurement has ended. */
export function sampleLine(
  round: number,
  { name, what }: Measurement,
  { events, seconds, figures = {} }: MeasuredSample,
): string {
  const rate = `${(events / seconds).toFixed(0)}/s`
  const others = Object.entries(figures).map(([key, value]) => `${key} ${value.toFixed(1)}`)
  const parts = [`${events} in ${seconds.toFixed(1)} s`, ...others, what]
  return `${round}  ${name.padEnd(15)} ${rate.padStart(7)}   ${parts.join(' · ')}`
}

export function reportText({ measurements, targets }: BenchResult): string {
  return [ratesTable(measurements), figuresTable(measurements), targetsTable(targets)].join('\n\n')
}

function ratesTable(measurements: Readonly<Record<string, Summary>>): string {
  const rows = Object.entries(measurements).map(([name, { rate, cpu, statements }]) => [
    name,
    rate.median.toFixed(0),
    `${rate.least.toFixed(0)}-${rate.most.toFixed(0)}`,
    ...PROCESSES.map((process) => cpu[process].toFixed(1)),
    statements.toFixed(2),
  ])
  const header = ['', 'events/s', 'spread', ...PROCESSES, 'statements']
  return `Events a second, seconds of CPU per 1,000 events by process, statements per event\n${table(header, rows)}`
}

function figuresTable(measurements: Readonly<Record<string, Summary>>): string {
  const rows = Object.entries(measurements).flatMap(([name, { figures }]) =>
    Object.entries(figures).map(([key, value]) => [name, key, value.toFixed(1)]),
  )
  return `Other figures (times in milliseconds)\n${table(['', '', ''], rows)}`
}

function targetsTable(targets: BenchResult['targets']): string {
  const rows = targets.map(({ what, value, byCpu, bound, met }) => [
    what,
    value.toFixed(2),
    byCpu?.toFixed(2) ?? '',
    bound,
    met ? 'met' : 'MISSED',
  ])
  return `Targets\n${table(['', 'ratio', 'by CPU', 'bound', ''], rows)}`
}

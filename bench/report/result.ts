import type { BenchOptions } from '../options'
import { PROCESSES } from '../processes'
import type { ProcessName } from '../processes'
import type { MeasuredSample, Samples } from '../measure'
import type { Summary } from './summary'
import { median } from './statistics'
import { targetsMet } from './targets'
import type { TargetResult } from './targets'

export interface BenchResult {
  rounds: number
  scale: number
  measurements: Record<string, Summary>
  targets: TargetResult[]
}

export function resultOf({ rounds, scale }: BenchOptions, samples: Samples): BenchResult {
  const measured = [...samples].filter(([, each]) => each.length > 0)
  const measurements = Object.fromEntries(measured.map(([name, each]) => [name, summary(each)]))
  return { rounds, scale, measurements, targets: targetsMet(measurements) }
}

function summary(samples: readonly MeasuredSample[]): Summary {
  const rates = samples.map(({ events, seconds }) => events / seconds)
  const cpu = PROCESSES.map((name): [ProcessName, number] => [
    name,
    median(samples.map((sample) => (sample.cpu[name] * 1000) / sample.events)),
  ])
  const names = Object.keys(samples[0]?.figures ?? {})
  return {
    rounds: samples.length,
    rate: { median: median(rates), least: Math.min(...rates), most: Math.max(...rates) },
    cpu: Object.fromEntries(cpu) as Record<ProcessName, number>,
    statements: median(samples.map(({ events, statements }) => statements / events)),
    figures: Object.fromEntries(
      names.map((name) => [name, median(samples.map(({ figures }) => figures?.[name] ?? 0))]),
    ),
  }
}

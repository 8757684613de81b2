import type { Bench } from './bench'
import { PROCESSES } from './processes'
import { statementsSent } from './statements'
import type { ProcessName } from './processes'
import type { MeasuredSample, Measurement, Samples } from './measure'

const WARM_UP = 0.1

/** Everything once and small: a process that has just begun is slow in its own way. */
export async function warmUp(bench: Bench, measurements: readonly Measurement[]): Promise<void> {
  const { scale } = bench
  bench.scale = scale * WARM_UP
  for (const measurement of measurements.filter(({ kills }) => kills !== true)) {
    await measurement.run(bench)
  }
  bench.scale = scale
}

/** Every measurement in each round, so that a change of the machine's mood meets all of them. */
export async function runRounds(
  bench: Bench,
  measurements: readonly Measurement[],
  rounds: number,
  onSample: (round: number, measurement: Measurement, sample: MeasuredSample) => void,
): Promise<Samples> {
  const samples = new Map<string, MeasuredSample[]>(measurements.map(({ name }) => [name, []]))
  for (let round = 1; round <= rounds; round += 1) {
    for (const measurement of measurements) {
      const sample = await measured(bench, measurement)
      samples.get(measurement.name)?.push(sample)
      onSample(round, measurement, sample)
    }
  }
  return samples
}

async function measured(bench: Bench, measurement: Measurement): Promise<MeasuredSample> {
  const sentBefore = await statementsSent(bench.stack.url)
  const before = bench.cpu()
  const sample = await measurement.run(bench)
  const after = bench.cpu()
  const statements = (await statementsSent(bench.stack.url)) - sentBefore
  // One that was killed meanwhile has no figures.
  const taken = PROCESSES.map((name): [ProcessName, number] => [
    name,
    Math.max(0, after[name] - before[name]),
  ])
  const cpu = Object.fromEntries(taken) as Record<ProcessName, number>
  return { ...sample, cpu, statements: Math.max(0, statements) }
}

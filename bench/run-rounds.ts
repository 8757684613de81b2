import type { Bench } from './bench'
import { PROCESSES } from './measure'
import type { MeasuredSample, Measurement, ProcessName, Samples } from './measure'

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
  const before = bench.cpu()
  const sample = await measurement.run(bench)
  const after = bench.cpu()
  // One that was killed meanwhile has no figure.
  const taken = PROCESSES.map((name): [ProcessName, number] => [
    name,
    Math.max(0, after[name] - before[name]),
  ])
  return { ...sample, cpu: Object.fromEntries(taken) as Record<ProcessName, number> }
}

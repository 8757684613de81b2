import type { Bench } from './bench'
import type { ProcessName } from './processes'

/** What one run of one measurement found. */
export interface Sample {
  events: number
  /** From the first request to the last posting. */
  seconds: number
  /** Other figures, by name. */
  figures?: Readonly<Record<string, number>>
}

export interface Measurement {
  name: string
  /** One line for the table. */
  what: string
  /** It ends processes: no warm-up. */
  kills?: true
  run(bench: Bench): Promise<Sample>
}

/** A sample with what it cost: seconds of CPU by process. */
export interface MeasuredSample extends Sample {
  cpu: Readonly<Record<ProcessName, number>>
  /** Statements that the API and the worker have sent to PostgreSQL. */
  statements: number
}

/** Samples by measurement, in the order of the rounds. */
export type Samples = ReadonlyMap<string, readonly MeasuredSample[]>

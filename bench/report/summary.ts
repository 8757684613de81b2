import type { ProcessName } from '../processes'

export interface Summary {
  rounds: number
  /** Events a second: median and both ends. */
  rate: { median: number; least: number; most: number }
  /** Seconds of CPU per 1,000 events, by process. */
  cpu: Record<ProcessName, number>
  /** Sent to PostgreSQL per event, by the API and the worker. */
  statements: number
  /** Medians of the other figures. */
  figures: Record<string, number>
}

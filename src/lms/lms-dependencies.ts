import type { Clock } from '../platform/clock'
import type { Statements } from '../platform/statements'

/** How time passes for loans of our own LMS. */
export interface LmsOptions {
  clock: Clock
  /** Loans that wait for one day are woken within so long from its begin. */
  dueSpreadMs: number
}

export interface LmsDependencies extends LmsOptions {
  database: Statements
}

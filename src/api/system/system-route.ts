import { routesOf } from '../routing/route'
import type { Unscoped } from '../routing/route'
import type { ReadyChecks } from './readiness'

export interface SystemDeps {
  readiness(): Promise<ReadyChecks>
  /** A page in the Prometheus text format. */
  metricsPage(): Promise<string>
  metricsType: string
  /** The OpenAPI document as it is served. */
  document: string
  /** What there is to read, as `/llms.txt` has it. */
  index: string
}

/** Makes a row of this door's table. */
export const systemRoute = routesOf<SystemDeps, undefined, Unscoped>()

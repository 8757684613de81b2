import { routesOf } from '../routing/route'
import type { Unscoped } from '../routing/route'
import type { MetricsPage } from './metrics-page'
import type { Readiness } from './readiness'

export interface SystemDeps {
  readiness: Readiness
  metricsPage: MetricsPage
  /** The OpenAPI document as it is served. */
  document: string
}

/** Makes a row of this door's table. */
export const systemRoute = routesOf<SystemDeps, undefined, Unscoped>()

import type { Logger } from 'pino'

import type { Database } from '../../platform/database'
import { errorMessage } from '../../platform/errors'
import type { Metrics } from '../../platform/metrics'
import { combinedPage } from '../../platform/metrics-pages'
import { readBacklog } from '../../views/backlog'

/** A page in the Prometheus text format. */
export interface MetricsPage {
  contentType: string
  read(): Promise<string>
}

/** The API's metrics, the backlog as it is now, and the pages of other processes. */
export function createMetricsPage(
  metrics: Metrics,
  database: Database,
  upstreams: readonly string[],
  logger: Logger,
): MetricsPage {
  const staged = metrics.gauge({ name: 'staged_events', help: 'Events that wait for their loan' })
  const parked = metrics.gauge({
    name: 'parked_events',
    help: 'Events that wait for an operator',
  })
  const lag = metrics.gauge({
    name: 'relay_lag_seconds',
    help: 'Age of the oldest event that waits for its loan',
  })
  const read = async () => {
    try {
      const backlog = await readBacklog(database)
      staged.set(backlog.staged)
      parked.set(backlog.parked)
      lag.set(backlog.oldestStagedSeconds)
    } catch (error) {
      // A stale figure would look like a fresh one.
      for (const gauge of [staged, parked, lag]) gauge.remove()
      logger.warn({ reason: errorMessage(error) }, 'the backlog could not be read')
    }
    return combinedPage(metrics, upstreams)
  }
  return { contentType: metrics.contentType, read }
}

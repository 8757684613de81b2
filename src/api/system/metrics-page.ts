import type { Logger } from 'pino'

import type { Database } from '../../platform/database'
import { errorMessage } from '../../platform/errors'
import type { Metrics } from '../../platform/metrics'
import { combinedPage } from '../../platform/metrics-pages'
import { readBacklog } from '../../views/backlog'
import { readLoansBehind } from '../../views/loans-behind'

/** The API's metrics, the backlog as it is now, and the pages of other processes. */
export function metricsPage(
  metrics: Metrics,
  database: Database,
  upstreams: readonly string[],
  logger: Logger,
): () => Promise<string> {
  const staged = metrics.gauge({ name: 'staged_events', help: 'Events that wait for their loan' })
  const parked = metrics.gauge({
    name: 'parked_events',
    help: 'Events that wait for an operator',
  })
  const lag = metrics.gauge({
    name: 'relay_lag_seconds',
    help: 'Age of the oldest event that waits for its loan',
  })
  const due = metrics.gauge({
    name: 'due_loans',
    help: 'Loans on which something fell due by the clock and is not yet done',
  })
  const dueLag = metrics.gauge({
    name: 'due_lag_seconds',
    help: 'Time since the day began on which the oldest of it fell due',
  })
  return async () => {
    try {
      const [backlog, behind] = await Promise.all([
        readBacklog(database),
        readLoansBehind(database),
      ])
      staged.set(backlog.staged)
      parked.set(backlog.parked)
      lag.set(backlog.oldestStagedSeconds)
      due.set(behind.count)
      dueLag.set(behind.oldestSeconds)
    } catch (error) {
      // A stale figure would look like a fresh one.
      for (const gauge of [staged, parked, lag, due, dueLag]) gauge.remove()
      logger.warn({ reason: errorMessage(error) }, 'the backlog could not be read')
    }
    return combinedPage(metrics, upstreams)
  }
}

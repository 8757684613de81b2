import type { Database } from './database'
import type { Metrics } from './metrics'

/** Puts what a process asks of PostgreSQL on its page of metrics. */
export function countStatements(metrics: Metrics, database: Database): void {
  metrics.counted(
    { name: 'statements_total', help: 'Statements sent to PostgreSQL, by name' },
    'name',
    () => database.statementCounts(),
  )
}

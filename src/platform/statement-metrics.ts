import type { Database } from './database'
import type { Metrics } from './metrics'

/** Puts what a process asks of PostgreSQL on its page of metrics. */
export function countStatements(metrics: Metrics, databases: readonly Database[]): void {
  metrics.counted(
    { name: 'statements_total', help: 'Statements sent to PostgreSQL, by name' },
    'name',
    () => sums(databases.map((database) => database.statementCounts())),
  )
}

function sums(counts: readonly Record<string, number>[]): Record<string, number> {
  const total: Record<string, number> = {}
  for (const [name, count] of counts.flatMap(Object.entries<number>)) {
    total[name] = (total[name] ?? 0) + count
  }
  return total
}

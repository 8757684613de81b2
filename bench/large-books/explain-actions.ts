import { READS } from './read-actions'
import { WRITES } from './write-actions'
import type { Action, Scope } from './action'
import type { ExercisedLoan, Exercise } from './exercised-loan'
import type { ExplainLog, Plan } from './explain-log'

/** What one action asked of PostgreSQL, over all its runs. */
export interface Explained {
  action: string
  scope: Scope
  statements: StatementUse[]
}

export interface StatementUse {
  statement: string
  runs: number
  /** The most of any run. */
  milliseconds: number
  buffers: number
  /** Of the run that looked at most rows. */
  accesses: Plan['accesses']
  /** Why the statement does not hold for a book that grows. */
  findings: string[]
}

/** Rows of one table that a statement of such a scope may look at. */
const MOST_ROWS: Record<Scope, number> = { loan: 500, list: 5_000, book: Infinity }

/**
 * Carries out every action on every loan, each statement explained. Often enough that a prepared
 * statement comes to its generic plan, which is after five runs.
 */
export async function explainActions(
  log: ExplainLog,
  exercise: Exercise,
  loans: readonly ExercisedLoan[],
): Promise<Explained[]> {
  const explained: Explained[] = []
  for (const action of [...WRITES, ...READS]) {
    await log.take()
    const runs = action.scope === 'book' ? loans.slice(0, 1) : loans
    for (const loan of runs) await action.run(exercise, loan)
    explained.push(explainedOf(action, await log.take()))
  }
  return explained
}

function explainedOf({ name, scope }: Action, plans: readonly Plan[]): Explained {
  const byStatement = new Map<string, Plan[]>()
  for (const plan of plans) {
    byStatement.set(plan.statement, [...(byStatement.get(plan.statement) ?? []), plan])
  }
  const statements = [...byStatement].map(([statement, runs]) => useOf(statement, runs, scope))
  return { action: name, scope, statements }
}

function useOf(statement: string, runs: readonly Plan[], scope: Scope): StatementUse {
  const widest = runs.reduce((most, run) => (rowsOf(run) > rowsOf(most) ? run : most))
  return {
    statement,
    runs: runs.length,
    milliseconds: Math.max(...runs.map((run) => run.milliseconds)),
    buffers: Math.max(...runs.map((run) => run.buffers)),
    accesses: widest.accesses,
    findings: widest.accesses
      .filter(({ rows }) => rows > MOST_ROWS[scope])
      .map(({ table, index, rows }) => `${rows} rows of ${table} by ${index ?? 'a whole scan'}`),
  }
}

function rowsOf({ accesses }: Plan): number {
  return Math.max(0, ...accesses.map(({ rows }) => rows))
}

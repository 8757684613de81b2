import { table } from '../../src/cli/table'
import type { Comparison } from './compare'
import type { Explained } from './explain-actions'
import type { IndexUse, TableGrowth } from './growth'
import type { VerifiedAll } from './verify-all'

export interface LargeBooksResult {
  loans: number
  loadSeconds: number
  comparisons: Comparison[]
  /** All loans of the large book. */
  verified: VerifiedAll
  growth: TableGrowth[]
  explained: Explained[]
  indexes: IndexUse[]
}

/** At most so many times what it takes on an empty book. */
const TARGET = 1.3
const MEGABYTE = 1_048_576

export function isMet({ comparisons, explained }: LargeBooksResult): boolean {
  return (
    comparisons.every(({ ratio }) => ratio.median <= TARGET) &&
    explained.every(({ statements }) => statements.every(({ findings }) => findings.length === 0))
  )
}

export function verifiedText(verified: VerifiedAll): string {
  const { loans, events, lines, seconds, residentBefore, residentAtMost } = verified
  return (
    `verify of all: ${loans} loans, ${events} events and ${lines} journal lines proven in ` +
    `${seconds.toFixed(0)} s, ${((seconds * 1_000) / loans).toFixed(2)} ms a loan; memory ` +
    `${megabytes(residentBefore)} before, ${megabytes(residentAtMost)} at most`
  )
}

export function comparisonTable(comparisons: readonly Comparison[]): string {
  const rows = comparisons.map(({ name, medians, ratio }) => [
    name,
    medians.empty.toFixed(3),
    medians.large.toFixed(3),
    ratio.median.toFixed(2),
    `${ratio.least.toFixed(2)}–${ratio.greatest.toFixed(2)}`,
    ratio.median <= TARGET ? 'met' : 'MISSED',
  ])
  return table(['ms, median', 'empty', 'large', 'ratio', 'rounds', `≤ ${TARGET}`], rows)
}

export function growthTable(growth: readonly TableGrowth[]): string {
  const rows = growth.map((one) => [
    one.table,
    one.rows.toFixed(0),
    megabytes(one.bytes),
    megabytes(one.indexBytes),
    one.rowsPerEvent.toFixed(2),
    one.bytesPerEvent.toFixed(0),
  ])
  const sum = (of: (one: TableGrowth) => number): number =>
    growth.reduce((total, one) => total + of(one), 0)
  const all = [
    megabytes(sum(({ bytes }) => bytes)),
    megabytes(sum(({ indexBytes }) => indexBytes)),
    sum(({ rowsPerEvent }) => rowsPerEvent).toFixed(2),
    sum(({ bytesPerEvent }) => bytesPerEvent).toFixed(0),
  ]
  const header = ['table', 'rows', 'size', 'of it indexes', 'rows/event', 'bytes/event']
  return table(header, [...rows, ['all', '', ...all]])
}

export function actionTable(explained: readonly Explained[]): string {
  const rows = explained.map(({ action, scope, statements }) => {
    const most = (of: (statement: Explained['statements'][number]) => number): number =>
      Math.max(0, ...statements.map(of))
    return [
      action,
      scope,
      String(statements.length),
      String(most(({ accesses }) => Math.max(0, ...accesses.map(({ rows: seen }) => seen)))),
      String(most(({ buffers }) => buffers)),
      most((statement) => statement.milliseconds).toFixed(1),
      wholeScans(statements).join(', '),
    ]
  })
  const header = ['action', 'of a', 'statements', 'rows', 'buffers', 'ms', 'whole scans of']
  return table(header, rows)
}

function wholeScans(statements: Explained['statements']): string[] {
  const tables = statements.flatMap(({ accesses }) =>
    accesses.filter(({ index, rows }) => index === null && rows > 0).map((access) => access.table),
  )
  return [...new Set(tables)]
}

/** What each index is for: the actions whose plans went by it. */
export function indexTable(indexes: readonly IndexUse[], explained: readonly Explained[]): string {
  const rows = indexes.map(({ index, bytes, scans, isUnique }) => {
    const users = explained.filter(({ statements }) =>
      statements.some(({ accesses }) => accesses.some((access) => access.index === index)),
    )
    return [
      index,
      megabytes(bytes),
      String(scans),
      isUnique ? 'unique' : '',
      users.map(({ action }) => action).join('; '),
    ]
  })
  return table(['index', 'size', 'scans', '', 'used by'], rows)
}

export function findingsText(explained: readonly Explained[]): string {
  const lines = explained.flatMap(({ action, statements }) =>
    statements.flatMap(({ statement, findings }) =>
      findings.map((finding) => `${action}: ${finding}\n  ${statement.slice(0, 300)}`),
    ),
  )
  return lines.length === 0
    ? 'No statement about one loan, and no list, looks at more rows than its loan or its page has.'
    : `Statements that look at too many rows:\n${lines.join('\n')}`
}

const megabytes = (bytes: number): string => `${(bytes / MEGABYTE).toFixed(1)} MB`

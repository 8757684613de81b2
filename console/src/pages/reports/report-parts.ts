/** One row of a report: figures by their names. */
export type ReportRow = Readonly<Record<string, unknown>>

export interface ReportParts {
  figures: ReportRow
  lists: readonly { name: string; rows: readonly ReportRow[] }[]
}

const NOT_FIGURES = ['fromDate', 'toDate', 'asOf']

/** An answer as it is shown: figures over all, then its lists, each row flat. */
export function partsOf(answer: Readonly<Record<string, unknown>>): ReportParts {
  const members = Object.entries(answer).filter(([name]) => !NOT_FIGURES.includes(name))
  return {
    figures: Object.assign(
      {},
      ...members.map(([name, value]) => (Array.isArray(value) ? {} : flat(name, value))),
    ) as ReportRow,
    lists: members.flatMap(([name, value]) =>
      Array.isArray(value) ? [{ name, rows: (value as ReportRow[]).map(flatRow) }] : [],
    ),
  }
}

function flatRow(row: ReportRow): ReportRow {
  return Object.assign(
    {},
    ...Object.entries(row).map(([name, value]) => flat(name, value)),
  ) as ReportRow
}

/** A scalar under its name, the members of an object under theirs, nothing of a list. */
function flat(name: string, value: unknown): ReportRow {
  if (Array.isArray(value)) return {}
  const isGroup = typeof value === 'object' && value !== null && !isNumber(value)
  return isGroup ? (value as ReportRow) : { [name]: value }
}

function isNumber(value: object): boolean {
  return 'isLosslessNumber' in value
}

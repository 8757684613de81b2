import type { z } from 'zod'

import type { Snapshot } from '../platform/snapshot'
import type { Asked } from './asked'
import { queryOf } from './parameters'
import type { Period } from './parameters'

export type Cell = string | number | bigint

/** One element of a report's list, by its names in JSON. */
export type Row = Readonly<Record<string, Cell>>

/** A list as it is read, some rows at a time; it can be gone through once. */
export type Rows = AsyncIterable<readonly Row[]>

/** What a column holds: `money` is in minor units, `ratio` a part of one. */
export type ColumnKind = 'text' | 'date' | 'count' | 'money' | 'ratio'

export interface Column {
  /** In JSON and CSV. */
  name: string
  /** In print. */
  heading: string
  kind: ColumnKind
  /** The share of the page's width it may take, against 1 of an amount. */
  width?: number
  /** One of two amounts of which the other is 0, which is not printed. */
  isSide?: boolean
}

export interface Table {
  /** What it is of, in print: first the days. */
  about: readonly string[]
  columns: readonly Column[]
  rows: Rows
  /** The last line, known once the rows are read. */
  total?: () => Row
  /** The line below the table in print, where the JSON has no totals. */
  printedTotal?: () => Row
}

/** A member of the JSON: as it is, `Listed` or `Late`. */
export type Member = readonly [name: string, value: unknown]

/** A member that is written as it is read. */
export class Listed {
  readonly rows: Rows

  constructor(rows: Rows) {
    this.rows = rows
  }
}

/** A member that is known once the lists before it are read. */
export class Late {
  readonly value: () => unknown

  constructor(value: () => unknown) {
    this.value = value
  }
}

/** A report that is being made: it can be written once, in one form, while its snapshot is open. */
export interface Made {
  /** Of the JSON, in order. */
  members: readonly Member[]
  /** Of the CSV and the PDF. */
  table: Table
}

type Shape = Readonly<Record<string, z.ZodType>>
type Read<Own extends Shape> = { [Name in keyof Own]: z.output<Own[Name]> }

interface Definition<Name extends string, Own extends Shape> {
  name: Name
  /** Below `/reports`. */
  path?: string
  title: string
  summary: string
  /** Beside those that all reports have. */
  parameters: Own
  make(snapshot: Snapshot, asked: Asked, own: Read<Own>): Promise<Made>
}

export interface Report<Name extends string = string> {
  /** On the command line. */
  name: Name
  path: string
  title: string
  summary: string
  /** Beside those that all reports have. */
  parameters: Shape
  /** All it can be asked by; what else is given is refused. */
  query: z.ZodType<Period>
  /** @param query what `query` has read */
  make(snapshot: Snapshot, asked: Asked, query: Period): Promise<Made>
}

export function report<const Name extends string, const Own extends Shape>(
  definition: Definition<Name, Own>,
): Report<Name> {
  const { name, path = name, title, summary, parameters } = definition
  return {
    ...{ name, path, title, summary, parameters },
    query: queryOf(parameters),
    make: (snapshot, asked, query) =>
      definition.make(snapshot, asked, query as unknown as Read<Own>),
  }
}

/** The days of a report, in print. */
export function periodText({ from, to }: Pick<Asked, 'from' | 'to'>): string {
  return `${from} to ${to}`
}

export function asOfText({ to }: Pick<Asked, 'to'>): string {
  return `As of ${to}`
}

/** Rows that are there already. */
// eslint-disable-next-line @typescript-eslint/require-await -- it is read as what comes from PostgreSQL
export async function* listOf(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  if (rows.length > 0) yield rows
}

import { readFileSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

import type { Database } from '../../src/platform/database'

/** How a statement reached the rows of one table. */
export interface Access {
  table: string
  /** Null for a scan of the whole table. */
  index: string | null
  /** Rows looked at, those among them that were then left out. */
  rows: number
}

export interface Plan {
  statement: string
  milliseconds: number
  /** Pages of 8 KB. */
  buffers: number
  accesses: Access[]
}

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  'Shared Hit Blocks'?: number
  'Shared Read Blocks'?: number
  Plans?: Node[]
}

/** A line of the log begins with its time; what belongs to it is indented. */
const ENTRY = /\n(?=\d{4}-\d\d-\d\d )/
const PLAN = /duration: ([\d.]+) ms {2}plan:\s*(\{[\s\S]*\})/

/** From the next connection on, EXPLAIN (ANALYZE, BUFFERS) of every statement goes to the log. */
export async function explainEverything(database: Database, name: string): Promise<void> {
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_buffers': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_format': 'json',
  }
  for (const [setting, value] of Object.entries(settings)) {
    const text = `ALTER DATABASE ${name} SET ${setting} = '${value}'`
    await database.query(`explain_${setting}`, text)
  }
}

/** Plans that PostgreSQL has written since they were last taken. */
export class ExplainLog {
  readonly #file: string
  #read: number

  constructor(file: string) {
    this.#file = file
    this.#read = statSync(file).size
  }

  async take(): Promise<Plan[]> {
    // The last plan is written when its portal is closed, after the answer was sent.
    await sleep(100)
    const log = readFileSync(this.#file)
    const text = log.subarray(this.#read).toString('utf8')
    this.#read = log.length
    return `\n${text}`.split(ENTRY).flatMap(planOf)
  }
}

function planOf(entry: string): Plan[] {
  const [, duration, json] = PLAN.exec(entry) ?? []
  if (json === undefined) return []
  const explained = JSON.parse(json.replaceAll('\n\t', '\n')) as {
    'Query Text': string
    Plan: Node
  }
  const { Plan: root } = explained
  return [
    {
      statement: explained['Query Text'].replace(/\s+/g, ' ').trim(),
      milliseconds: Number(duration),
      buffers: (root['Shared Hit Blocks'] ?? 0) + (root['Shared Read Blocks'] ?? 0),
      accesses: accessesOf(root, undefined),
    },
  ]
}

/** A bitmap's index is named by the node below the one that names the table. */
function accessesOf(node: Node, bitmapOf: string | undefined): Access[] {
  const table = node['Relation Name'] ?? bitmapOf
  const isBitmapHeap = node['Node Type'] === 'Bitmap Heap Scan'
  const below = (node.Plans ?? []).flatMap((child) =>
    accessesOf(child, isBitmapHeap || node['Node Type'].startsWith('Bitmap') ? table : undefined),
  )
  if (table === undefined || isBitmapHeap || !node['Node Type'].includes('Scan')) return below
  const removed =
    (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  const rows = Math.round((node['Actual Rows'] + removed) * node['Actual Loops'])
  return [...below, { table, index: node['Index Name'] ?? null, rows }]
}

import { Client } from 'pg'
import type { QueryResultRow } from 'pg'

import { Database } from '../../src/platform/database'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
type Path = (string | number)[]

/** What a function stores as it comes, or what means the same when it is left out. */
const OPAQUE = new Set([
  'payload',
  'details',
  'before',
  'after',
  'filter',
  'publicJwk',
  'fields',
  'profile',
])

/**
 * Calls each function that takes JSON many times before the call that is meant: every time without
 * one of the keys, in a transaction that is rolled back.
 */
export class MissingKeysDatabase extends Database {
  /** Keys that a function lacked, as `function path`, and those of them that it did not refuse. */
  readonly tried = new Set<string>()
  readonly overlooked = new Set<string>()
  readonly #url: string

  constructor(connectionString: string) {
    super({ connectionString })
    this.#url = connectionString
  }

  override async query<Row extends QueryResultRow = QueryResultRow>(
    name: string,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    const called = /^SELECT (\w+)\(\$1::jsonb/.exec(text)?.[1]
    if (called !== undefined) await this.#callWithout(called, text, values)
    return super.query<Row>(name, text, values)
  }

  async #callWithout(called: string, text: string, values: readonly unknown[]): Promise<void> {
    const client = new Client({ connectionString: this.#url })
    await client.connect()
    for (const [place, value] of values.entries()) {
      const given = JSON.parse(String(value)) as Json
      for (const path of keysOf(given)) {
        const key = String(path.at(-1))
        const lacking = values.with(place, JSON.stringify(without(given, path)))
        const answer = await answerTo(client, text, [...lacking])
        const where = `${called} ${nameOf(path)}`
        this.tried.add(where)
        if (!answer.includes(`lacks ${key}`)) this.overlooked.add(where)
      }
    }
    await client.end()
  }
}

async function answerTo(client: Client, text: string, values: unknown[]): Promise<string> {
  await client.query('BEGIN')
  try {
    return JSON.stringify((await client.query(text, values)).rows)
  } catch (error) {
    return String(error)
  } finally {
    await client.query('ROLLBACK')
  }
}

function nameOf(path: Path): string {
  return path.filter((step) => typeof step === 'string').join('.')
}

/** The way to each key, of a list's members to those of the last. */
function* keysOf(value: Json, above: Path = []): Generator<Path> {
  if (Array.isArray(value)) {
    const last = value.length - 1
    if (last >= 0) yield* keysOf(value[last] ?? null, [...above, last])
  } else if (value !== null && typeof value === 'object') {
    for (const [key, member] of Object.entries(value)) {
      const path = [...above, key]
      if (nameOf(path).startsWith('invoices.lines.')) continue
      yield path
      if (!OPAQUE.has(key)) yield* keysOf(member, path)
    }
  }
}

function without(value: Json, path: Path): Json {
  const copy = structuredClone(value)
  let holder: unknown = copy
  for (const step of path.slice(0, -1)) holder = (holder as Record<string | number, unknown>)[step]
  Reflect.deleteProperty(holder as object, String(path.at(-1)))
  return copy
}

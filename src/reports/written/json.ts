import { stringify } from 'lossless-json'

import { Late, Listed } from '../report'
import type { Made } from '../report'

/** A report as JSON, a piece at a time. */
export async function* jsonOf({ members }: Pick<Made, 'members'>): AsyncGenerator<string> {
  let between = '{'
  for (const [name, value] of members) {
    yield `${between}${JSON.stringify(name)}:`
    between = ','
    if (value instanceof Listed) yield* listOf(value)
    else yield textOf(value instanceof Late ? value.value() : value)
  }
  yield '}'
}

async function* listOf({ rows }: Listed): AsyncGenerator<string> {
  let before = '['
  for await (const some of rows) {
    yield before + some.map(textOf).join(',')
    before = ','
  }
  yield before === '[' ? '[]' : ']'
}

function textOf(value: unknown): string {
  return stringify(value) ?? 'null'
}

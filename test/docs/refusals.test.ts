import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { RefusalRule } from '../../src/domain/engine/refusals/refusal-rule'
import { LMS_REFUSALS } from '../../src/domain/engine/refusals/refusals'
import { projectRoot } from '../../src/platform/project-root'

const RULES: [code: string, rule: RefusalRule][] = Object.entries(LMS_REFUSALS)

/** Under which heading the page tells of a class. */
const HEADINGS: Readonly<Record<string, string>> = {
  STATE: 'The loan is not in the state for it',
  RULE: 'A rule on dates, amounts or targets',
  FIELD: 'A field is wrong',
  MISSING: 'There is nothing of this id',
  TAKEN: 'The id is taken',
}

describe('docs/lend/refusals.md', () => {
  const sections = new Map(
    readFileSync(join(projectRoot, 'docs/lend/refusals.md'), 'utf8')
      .split(/^## /m)
      .map((section) => [section.split('\n', 1)[0] ?? '', section] as const),
  )

  it.each([...new Set(RULES.map(([, rule]) => rule.class))])('tells each of class %s', (of) => {
    const told = (sections.get(HEADINGS[of] ?? '') ?? '').match(/^- `[A-Z_]+`.*$/gm)
    const rules = RULES.filter(([, rule]) => rule.class === of)
    expect(told).toEqual(rules.map(([code, rule]) => lineOf(code, rule)))
  })
})

function lineOf(code: string, { status, globalCode, text, allowed = [] }: RefusalRule): string {
  const states = allowed.length > 0 ? ` Possible when: ${allowed.join(', ')}.` : ''
  return `- \`${code}\` (${status}, \`${globalCode}\`): ${quoted(text)}${states}`
}

/** As code, between more backticks than stand in it. */
function quoted(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
  const fence = '`'.repeat(longest + 1)
  const isOpen = text.startsWith('`') || text.endsWith('`')
  return isOpen ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`
}

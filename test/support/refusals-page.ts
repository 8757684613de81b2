import type { RefusalRule } from '../../src/domain/engine/refusals/refusal-rule'
import { LMS_REFUSALS } from '../../src/domain/engine/refusals/refusals'

export const REFUSALS_PAGE = 'docs/lend/refusals.md'

const RULES: [code: string, rule: RefusalRule][] = Object.entries(LMS_REFUSALS)

/** Under which heading the page tells of a class. */
const HEADINGS: Readonly<Record<string, string>> = {
  STATE: 'The loan is not in the state for it',
  RULE: 'A rule on dates, amounts or targets',
  FIELD: 'A field is wrong',
  MISSING: 'There is nothing of this id',
  TAKEN: 'The id is taken',
}

/** The page with its lists as the table of refusals has them; what else it says stays. */
export function refusalsPage(page: string): string {
  const classes = [...new Set(RULES.map(([, rule]) => rule.class))]
  return classes.reduce((written, of) => {
    const heading = `\n## ${HEADINGS[of] ?? of}\n`
    const told = written.includes(heading) ? written : `${written}${heading}\n`
    const [before = '', after = ''] = told.split(heading)
    const [section = '', ...later] = after.split(/(?=\n## )/)
    const words = section.replaceAll(/^- .*\n/gm, '').trim()
    const lines = RULES.filter(([, rule]) => rule.class === of).map(lineOf)
    const parts = [words, lines.join('\n')].filter((part) => part !== '')
    return [before, heading, '\n', parts.join('\n\n'), '\n', ...later].join('')
  }, page)
}

function lineOf([code, { status, globalCode, text, allowed = [] }]: (typeof RULES)[number]) {
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

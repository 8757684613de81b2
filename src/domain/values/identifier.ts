import { isBlank, isPlainText, LONGEST_TEXT } from './text'

/**
 * What cannot be seen, or turns the direction of what can: the control characters, line and
 * paragraph separators, and what Unicode calls default-ignorable or a bidirectional control.
 * Written out, so that it is the same in every version of Node.js and can be told as a pattern.
 */
const INVISIBLE =
  '\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f' +
  '\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb'
/** Beyond the Basic Multilingual Plane, where not every reader of a JSON Schema has the same escapes. */
const INVISIBLE_BEYOND = '\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}'

/** No text that composes to an id is longer; one that is need not be composed to be refused. */
const LONGEST_DECOMPOSED = 8 * LONGEST_TEXT

// eslint-disable-next-line no-misleading-character-class -- each of them is meant for itself
const HAS_INVISIBLE = new RegExp(`[${INVISIBLE}${INVISIBLE_BEYOND}]`, 'u')
const HAS_OUTER_SPACE = /^\s|\s$/
const IS_DOTS = /^\.{1,2}$/

/** The same rule as a pattern of JSON Schema. */
export const ID_PATTERN = `^(?!\\s)(?!.*\\s$)(?!\\.{1,2}$)[^${INVISIBLE}]+$`

/** An id as it is kept and compared. */
export function canonicalId(id: string): string {
  return id.normalize('NFC')
}

/** What makes a text no id, in words for whoever sent it; null for an id. */
export function idProblem(id: string): string | null {
  if (isBlank(id)) return 'Must not be blank.'
  if (id.length > LONGEST_DECOMPOSED || !isPlainText(canonicalId(id))) {
    return `Must have at most ${LONGEST_TEXT} characters and no control characters.`
  }
  if (HAS_INVISIBLE.test(id)) return 'Must not have zero-width or bidirectional characters.'
  if (HAS_OUTER_SPACE.test(id)) return 'Must not begin or end with white space.'
  return IS_DOTS.test(id) ? 'Must not be "." or "..".' : null
}

/**
 * The texts under which something may stand that is named so, the likelier first. What came before
 * this rule is found by exactly the text it has, everything else by its canonical one.
 */
export function idsNamed(id: string): string[] {
  if (isBlank(id) || !isPlainText(id)) return idProblem(id) === null ? [canonicalId(id)] : []
  const canonical = canonicalId(id)
  return canonical === id ? [id] : [id, canonical]
}

/** True for an id that only what came before this rule can have. */
export function isOfBefore(id: string): boolean {
  if (isBlank(id) || !isPlainText(id)) return false
  return idProblem(id) !== null || canonicalId(id) !== id
}

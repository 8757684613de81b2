/** The most characters an id or a name may have. */
export const LONGEST_TEXT = 255

const BLANK = /^[\s\p{Z}\p{Cf}]*$/u
const UNSUITABLE = /[\p{Cc}\p{Cs}]/u
const TURNING = /[\u202a-\u202e\u2066-\u2069]/u

// The control characters, and the marks that show nothing, as \p{Cc} and \p{Cf} have them below U+10000:
// not every reader of a JSON Schema knows classes of Unicode.
const CONTROLS = '\\u0000-\\u001f\\u007f-\\u009f'
const MARKS =
  '\\u00ad\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u180e\\u200b-\\u200f\\u202a-\\u202e' +
  '\\u2060-\\u2064\\u2066-\\u206f\\ufeff\\ufff9-\\ufffb'

/** The rule of `isPlainText` as a pattern of JSON Schema, and the same where something must be seen. */
export const PLAIN_PATTERN = `^[^${CONTROLS}]*$`
export const VISIBLE_PATTERN = `^[^${CONTROLS}]*[^\\s${CONTROLS}${MARKS}][^${CONTROLS}]*$`

/** True where nothing can be seen of it: spaces of any kind and invisible marks only. */
export function isBlank(text: string): boolean {
  return BLANK.test(text)
}

/** True where it holds what makes text beside it run the other way: it can show what it does not say. */
export function turnsText(text: string): boolean {
  return TURNING.test(text)
}

/** True for text that is stored as it is: not too long, no control characters, whole Unicode. */
export function isPlainText(text: string): boolean {
  if (text.length > 2 * LONGEST_TEXT || UNSUITABLE.test(text)) return false
  return [...text].length <= LONGEST_TEXT
}

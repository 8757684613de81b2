/** The most characters an id or a name may have. */
export const LONGEST_TEXT = 255

const BLANK = /^[\s\p{Z}\p{Cf}]*$/u
const UNSUITABLE = /[\p{Cc}\p{Cs}]/u

/** True where nothing can be seen of it: spaces of any kind and invisible marks only. */
export function isBlank(text: string): boolean {
  return BLANK.test(text)
}

/** True for text that is stored as it is: not too long, no control characters, whole Unicode. */
export function isPlainText(text: string): boolean {
  if (text.length > 2 * LONGEST_TEXT || UNSUITABLE.test(text)) return false
  return [...text].length <= LONGEST_TEXT
}

/** True for what can be the id of a loan; anything else names none. */
export function isIdentifier(text: string): boolean {
  return isPlainText(text) && !isBlank(text)
}

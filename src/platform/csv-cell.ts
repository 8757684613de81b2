/** What a spreadsheet would take for a formula where a text begins so. */
const FORMULA = /^[=+\-@\t\r]/
const TO_BE_QUOTED = /[",\r\n]/

/** A text as a cell of RFC 4180. */
export function csvCell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value
  return TO_BE_QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

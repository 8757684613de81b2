import { LosslessNumber, isSafeNumber, parse } from 'lossless-json'

/**
 * Reads JSON without losing a digit: a whole number that a float holds exactly is a number, any other
 * keeps its text.
 */
export function readJson(text: string): unknown {
  return parse(text, undefined, { parseNumber: exactNumber })
}

function exactNumber(text: string): number | LosslessNumber {
  const isWhole = /^-?\d+$/.test(text)
  return isWhole && isSafeNumber(text) ? Number(text) : new LosslessNumber(text)
}

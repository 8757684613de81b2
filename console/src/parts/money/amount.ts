import type { LosslessNumber } from 'lossless-json'

/** An amount in major units as the server wrote it: every digit is there. */
export type Amount = LosslessNumber | number

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/
const MINUS = '\u2212'

/**
 * An amount as people read it, exact: `248157.8` at 2 decimals is `248,157.80`.
 * @throws RangeError for what is no plain decimal, or has more decimals than the currency
 */
export function writeAmount(amount: Amount, exponent: number): string {
  const { sign, whole, decimals } = partsOf(amount)
  if (decimals.length > exponent) throw new RangeError(`${String(amount)} has too many decimals`)
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return sign + grouped + (exponent > 0 ? `.${decimals.padEnd(exponent, '0')}` : '')
}

export function isZero(amount: Amount): boolean {
  const { whole, decimals } = partsOf(amount)
  return /^0*$/.test(whole + decimals)
}

/** Only for where something is drawn: a float, which may be off in its last digits. */
export function roughly(amount: Amount): number {
  return Number(String(amount))
}

function partsOf(amount: Amount): { sign: string; whole: string; decimals: string } {
  const [matched, sign = '', whole = '', decimals = ''] = DECIMAL.exec(String(amount)) ?? []
  if (matched === undefined) throw new RangeError(`no amount: ${String(amount)}`)
  return { sign: sign === '' ? '' : MINUS, whole, decimals }
}

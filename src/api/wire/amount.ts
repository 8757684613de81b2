import { LosslessNumber } from 'lossless-json'

import { formatMinor } from '../../domain/values/money'

/**
 * An amount as the JSON number in major units that says it exactly and shortest. It is written
 * as text: a balance may have more digits than a float holds.
 */
export function wireAmount(minor: bigint, exponent: number): LosslessNumber {
  const text = formatMinor(minor, exponent)
  return new LosslessNumber(text.includes('.') ? text.replace(/\.?0+$/, '') : text)
}

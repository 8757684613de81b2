import { LosslessNumber } from 'lossless-json'

import { formatMinor } from '../../../../src/domain/values/money'
import { useBusiness } from '../../app/session/session-context'
import type { Amount } from './amount'
import { Money } from './money'

interface MinorMoneyProps {
  minor: Amount | bigint
  blankZero?: boolean
  strong?: boolean
}

/** An amount of a report, which writes minor units. */
export function MinorMoney({ minor, ...look }: MinorMoneyProps) {
  const { exponent } = useBusiness()
  const amount = new LosslessNumber(formatMinor(BigInt(String(minor)), exponent))
  return <Money amount={amount} {...look} />
}

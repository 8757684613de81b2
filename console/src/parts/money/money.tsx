import { useBusiness } from '../../app/session/session-context'
import { isZero, writeAmount } from './amount'
import type { Amount } from './amount'

interface MoneyProps {
  amount: Amount
  /** Zero is left out where another column has the figure. */
  blankZero?: boolean
  strong?: boolean
}

/** An amount in the business's currency, every digit of it; zeros stand back. */
export function Money({ amount, blankZero = false, strong = false }: MoneyProps) {
  const { exponent } = useBusiness()
  const zero = isZero(amount)
  if (zero && blankZero) return null
  const tone = zero ? ' zero' : ''
  return (
    <span className={`money${tone}${strong ? ' strong' : ''}`}>
      {writeAmount(amount, exponent)}
    </span>
  )
}

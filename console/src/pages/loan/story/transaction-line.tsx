import type { Transaction } from '../../../api/answers/loans'
import { isZero } from '../../../parts/money/amount'
import { Money } from '../../../parts/money/money'
import { words } from '../../../words'

const PORTIONS = ['principal', 'interest', 'fees', 'penalties', 'waived', 'overpayment'] as const
const { story: said, portions } = words.loan

interface TransactionLineProps {
  transaction: Transaction
  /** The number of the event that it belongs to, where that is another than what caused it. */
  forOther: number | undefined
}

/** How the loan itself took a sum: what of it went where. */
export function TransactionLine({ transaction, forOther }: TransactionLineProps) {
  const parts = PORTIONS.filter((name) => !isZero(transaction[name]))
  return (
    <p className="transaction">
      {forOther !== undefined && <span className="again">{said.derivedAgain(forOther)}</span>}
      {transaction.undoes !== null && (
        <span className="again">{said.takesBack(transaction.undoes)}</span>
      )}
      <span className="no">{transaction.no}</span> <span>{transaction.date}</span>{' '}
      <Money amount={transaction.amount} strong />
      {transaction.refusal !== null && (
        <span>
          {' '}
          {transaction.refusal.message} <code>{transaction.refusal.code}</code>
        </span>
      )}
      {parts.length > 0 && (
        <span className="portions">
          {parts.map((name) => (
            <span key={name}>
              {portions[name]} <Money amount={transaction[name]} />
            </span>
          ))}
        </span>
      )}
    </p>
  )
}

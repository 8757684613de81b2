import type { JournalEntry } from '../../api/answers/loans'
import { words } from '../../words'
import { isZero } from '../money/amount'
import { Money } from '../money/money'
import { useAccountName } from './use-account-name'

/** An entry whole: one line of it never balances. */
export function EntryLines({ lines }: Pick<JournalEntry, 'lines'>) {
  const accountName = useAccountName()
  return (
    <table className="entry-lines">
      <thead>
        <tr>
          <th scope="col">{words.loan.entry.account}</th>
          <th scope="col" className="numeric">
            {words.loan.entry.debit}
          </th>
          <th scope="col" className="numeric">
            {words.loan.entry.credit}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ account, debit, credit }, index) => (
          <tr key={index} className={isZero(debit) ? 'credited' : undefined}>
            <td>
              <span className="account-no">{account}</span> {accountName(account)}
            </td>
            <td className="numeric">
              <Money amount={debit} blankZero />
            </td>
            <td className="numeric">
              <Money amount={credit} blankZero />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

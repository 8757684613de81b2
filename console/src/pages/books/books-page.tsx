import { useQuery } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'

import { useBusiness } from '../../app/session/session-context'
import type { TrialBalance } from '../../api/answers/reports'
import { ask } from '../../api/queries'
import { MinorMoney } from '../../parts/money/minor-money'
import { PageHead } from '../../parts/page-head'
import { Answered } from '../../parts/states/answered'
import { PlainTable } from '../../parts/table/plain-table'
import { words } from '../../words'
import { PeriodBar } from '../reports/period-bar'
import { periodQuery } from '../reports/period'
import type { Period } from '../reports/period'

const route = getRouteApi('/books')
const { books: said } = words
const ROUTE = 'GET /api/v1/lms/reports/trial-balance'
const HEADS = [
  { title: said.account },
  { title: said.name },
  { title: said.debit, numeric: true },
  { title: said.credit, numeric: true },
  { title: said.balance, numeric: true },
]

/** What stands on each account; each is a way to what makes it up. */
export function BooksPage() {
  const period = route.useSearch()
  const navigate = route.useNavigate()
  const { today } = useBusiness()
  const balance = useQuery(ask(ROUTE, { query: periodQuery(period, today) }))
  return (
    <>
      <PageHead
        title={said.trialBalance}
        beside={balance.data && `${said.asOf} ${balance.data.asOf}`}
      />
      <PeriodBar
        route={ROUTE}
        period={period}
        onPeriod={(search) => void navigate({ search, replace: true })}
      />
      <Answered query={balance}>
        {({ accounts }) => <Accounts accounts={accounts} period={period} />}
      </Answered>
    </>
  )
}

interface AccountsProps {
  accounts: TrialBalance['accounts']
  period: Period
}

function Accounts({ accounts, period }: AccountsProps) {
  const sum = (side: 'debitMinor' | 'creditMinor' | 'balanceMinor') =>
    accounts.reduce((total, one) => total + BigInt(String(one[side])), 0n)
  const difference = sum('balanceMinor')
  return (
    <>
      <PlainTable label={said.trialBalance} heads={HEADS}>
        {accounts.map(({ glAccountId, name, debitMinor, creditMinor, balanceMinor }) => (
          <tr key={glAccountId}>
            <th scope="row">
              <Link to="/books/$account" params={{ account: glAccountId }} search={period}>
                {glAccountId}
              </Link>
            </th>
            <td>{name}</td>
            <td className="numeric">
              <MinorMoney minor={debitMinor} />
            </td>
            <td className="numeric">
              <MinorMoney minor={creditMinor} />
            </td>
            <td className="numeric">
              <Link
                className="figure"
                to="/books/$account"
                params={{ account: glAccountId }}
                search={period}
              >
                <MinorMoney minor={balanceMinor} />
              </Link>
            </td>
          </tr>
        ))}
        <tr className="total">
          <th scope="row">{said.total}</th>
          <td />
          <td className="numeric">
            <MinorMoney minor={sum('debitMinor')} strong />
          </td>
          <td className="numeric">
            <MinorMoney minor={sum('creditMinor')} strong />
          </td>
          <td className="numeric">
            <MinorMoney minor={difference} strong />
          </td>
        </tr>
      </PlainTable>
      <p className={difference === 0n ? 'hint' : 'banner bad'}>
        {difference === 0n ? said.even : said.uneven}
      </p>
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'

import { useBusiness } from '../../app/session/session-context'
import type { Ledger, LedgerLine } from '../../api/answers/reports'
import { ask } from '../../api/queries'
import { MinorMoney } from '../../parts/money/minor-money'
import { PageHead } from '../../parts/page-head'
import { Answered } from '../../parts/states/answered'
import { Empty } from '../../parts/states/empty'
import type { Column } from '../../parts/table/column'
import { VirtualTable } from '../../parts/table/virtual-table'
import { words } from '../../words'
import { useAccountName } from '../../parts/books/use-account-name'
import { PeriodBar } from '../reports/period-bar'
import { periodQuery } from '../reports/period'

const route = getRouteApi('/books/$account')
const { books: said } = words
const ROUTE = 'GET /api/v1/lms/reports/ledger'

const COLUMNS: readonly Column<LedgerLine>[] = [
  { id: 'date', title: said.date, width: 7.5, cell: ({ date }) => date },
  {
    ...{ id: 'loanId', title: said.loan, width: 9, grow: 1 },
    cell: ({ loanId }) => (
      <Link
        className="row-link"
        to="/loans/$loanId"
        params={{ loanId }}
        search={{ tab: 'journal' }}
      >
        {loanId}
      </Link>
    ),
  },
  {
    ...{ id: 'description', title: said.description, width: 12, grow: 2 },
    cell: ({ description }) => description,
  },
  {
    ...{ id: 'debit', title: said.debit, width: 9, grow: 1, numeric: true },
    cell: ({ debitMinor }) => <MinorMoney minor={debitMinor} blankZero />,
  },
  {
    ...{ id: 'credit', title: said.credit, width: 9, grow: 1, numeric: true },
    cell: ({ creditMinor }) => <MinorMoney minor={creditMinor} blankZero />,
  },
  {
    ...{ id: 'balance', title: said.balance, width: 9, grow: 1, numeric: true },
    cell: ({ balanceMinor }) => <MinorMoney minor={balanceMinor} />,
  },
]

/** The lines of one account with the balance after each, from what stood there before. */
export function LedgerPage() {
  const { account } = route.useParams()
  const period = route.useSearch()
  const navigate = route.useNavigate()
  const { today } = useBusiness()
  const query = { ...periodQuery(period, today), glAccountId: account }
  const ledger = useQuery(ask(ROUTE, { query }))
  const name = useAccountName()(account)
  return (
    <div className="filling">
      <PageHead
        title={`${account} ${name}`.trim()}
        crumbs={
          <Link to="/books" search={period}>
            {said.trialBalance}
          </Link>
        }
      />
      <PeriodBar
        route={ROUTE}
        period={period}
        query={{ glAccountId: account }}
        onPeriod={(search) => void navigate({ search, replace: true })}
      />
      <Answered query={ledger} rows={14}>
        {(answer) => <Lines ledger={answer} />}
      </Answered>
    </div>
  )
}

function Lines({ ledger }: { ledger: Ledger }) {
  const navigate = route.useNavigate()
  const { entries, openingBalanceMinor, closingBalanceMinor } = ledger
  const open = ({ loanId }: LedgerLine) =>
    void navigate({ to: '/loans/$loanId', params: { loanId }, search: { tab: 'journal' } })
  return (
    <>
      <dl className="figures">
        <div>
          <dt>{said.opening}</dt>
          <dd>
            <MinorMoney minor={openingBalanceMinor} />
          </dd>
        </div>
        <div>
          <dt>{said.closing}</dt>
          <dd>
            <MinorMoney minor={closingBalanceMinor} />
          </dd>
        </div>
      </dl>
      {entries.length === 0 ? (
        <Empty title={said.none} />
      ) : (
        <VirtualTable
          label={ledger.glAccountId}
          columns={COLUMNS}
          rows={entries}
          keyOf={(_, index) => String(index)}
          onOpen={open}
          count={entries.length + 1}
        />
      )}
    </>
  )
}

import { Link, getRouteApi } from '@tanstack/react-router'

import type { LoanRow } from '../../api/answers/loans'
import { addressOf } from '../../api/address'
import { Icon } from '../../parts/icons/icon'
import { PageHead } from '../../parts/page-head'
import { Empty } from '../../parts/states/empty'
import { Failure } from '../../parts/states/failure'
import { Loading } from '../../parts/states/loading'
import { useChosenColumns } from '../../parts/table/chosen-columns'
import type { Column } from '../../parts/table/column'
import { ColumnMenu } from '../../parts/table/column-menu'
import { VirtualTable } from '../../parts/table/virtual-table'
import { words } from '../../words'
import { FilterBar } from './filter-bar'
import { loanColumns } from './loan-columns'
import { showsAll, sortedNext } from './loan-filter'
import type { LoanFilter } from './loan-filter'
import { useLoans } from './use-loans'

const route = getRouteApi('/loans')

export function LoansPage() {
  const filter = route.useSearch()
  const all = loanColumns(useLoans(filter).data?.pages[0]?.totals)
  const columns = { all, ...useChosenColumns('loans', all) }
  return (
    <div className="filling">
      <LoansHead filter={filter} columns={columns} />
      <FilterBar filter={filter} />
      <LoanList filter={filter} columns={columns.shown} />
    </div>
  )
}

interface LoansHeadProps {
  filter: LoanFilter
  columns: ReturnType<typeof useChosenColumns<LoanRow>> & { all: readonly Column<LoanRow>[] }
}

function LoansHead({ filter, columns }: LoansHeadProps) {
  const total = useLoans(filter).data?.pages[0]?.totals.loans
  const csv = addressOf('GET /ops/loans', {}, { ...filter, format: 'csv' }).address
  return (
    <PageHead
      title={words.loans.title}
      beside={total !== undefined && words.loans.count(total)}
      actions={
        <>
          <ColumnMenu columns={columns.all} isShown={columns.isShown} onToggle={columns.toggle} />
          <a className="button" href={csv} download>
            <Icon name="download" />
            {words.loans.csv}
          </a>
        </>
      }
    />
  )
}

interface LoanListProps {
  filter: LoanFilter
  columns: readonly Column<LoanRow>[]
}

function LoanList({ filter, columns }: LoanListProps) {
  const navigate = route.useNavigate()
  const loans = useLoans(filter)
  if (loans.isError && loans.data === undefined) {
    return <Failure error={loans.error} onRetry={() => void loans.refetch()} />
  }
  if (loans.data === undefined) return <Loading rows={16} />
  const [first] = loans.data.pages
  const rows = loans.data.pages.flatMap(({ items }) => items)
  if (rows.length === 0) return <NoLoans filter={filter} />
  const sortBy = (column: string) => {
    const { sort, ...rest } = filter
    const next = sortedNext(sort, column)
    void navigate({ search: next === undefined ? rest : { ...rest, sort: next } })
  }
  const more = () => {
    if (loans.hasNextPage && !loans.isFetching) void loans.fetchNextPage()
  }
  return (
    <VirtualTable
      label={words.loans.title}
      columns={columns}
      rows={rows}
      keyOf={({ loanId }) => loanId}
      onOpen={({ loanId }) => void navigate({ to: '/loans/$loanId', params: { loanId } })}
      sort={filter.sort}
      onSort={sortBy}
      onMore={more}
      count={first && first.totals.loans + 1}
    />
  )
}

function NoLoans({ filter }: { filter: LoanFilter }) {
  if (showsAll(filter)) return <Empty title={words.loans.none}>{words.loans.noneHint}</Empty>
  return (
    <Empty title={words.loans.noneFits}>
      <Link className="button" to="/loans" search={{}}>
        {words.states.clearFilter}
      </Link>
    </Empty>
  )
}

import { Link } from '@tanstack/react-router'

import type { LoanRow, LoanTotals } from '../../api/answers/loans'
import { Chip } from '../../parts/chip'
import { Instant } from '../../parts/dates/instant'
import { LoanStatus } from '../../parts/loan-status'
import { Money } from '../../parts/money/money'
import { Name } from '../../parts/name'
import type { Column } from '../../parts/table/column'
import { words } from '../../words'
import { isSort } from './loan-filter'

const title = words.loans.columns

const MONEY = [
  'principal',
  'principalOutstanding',
  'interestOutstanding',
  'feesOutstanding',
  'creditBalance',
] as const

/** @param totals of all that fit, not only of those that are loaded */
export function loanColumns(totals: LoanTotals | undefined): readonly Column<LoanRow>[] {
  const money = MONEY.map((id): Column<LoanRow> => ({
    ...{ id, title: title[id], width: 9.8, grow: 1, numeric: true },
    cell: (row) => <Money amount={row[id]} />,
    ...(totals === undefined ? {} : { total: <Money amount={totals[id]} strong /> }),
  }))
  const columns: readonly Column<LoanRow>[] = [
    {
      ...{ id: 'loanId', title: title.loanId, width: 9.8, grow: 1 },
      cell: ({ loanId }) => (
        <Link className="row-link" to="/loans/$loanId" params={{ loanId }}>
          {loanId}
        </Link>
      ),
      ...(totals === undefined ? {} : { total: words.loans.totals }),
    },
    {
      ...{ id: 'customerName', title: title.customerName, width: 9, grow: 2, near: true },
      cell: ({ customerId, customerName }) => <Name name={customerName ?? customerId} />,
    },
    {
      ...{ id: 'product', title: title.product, width: 6.5, grow: 1 },
      usual: false,
      cell: ({ product }) => product ?? <span className="hint">{words.loans.pushed}</span>,
    },
    {
      ...{ id: 'status', title: title.status, width: 10 },
      cell: ({ status, health }) => (
        <>
          <LoanStatus status={status} short />
          {health !== 'OK' && (
            <Chip tone={health === 'PARKED' ? 'bad' : 'warn'}>{words.loans.health[health]}</Chip>
          )}
        </>
      ),
    },
    {
      ...{ id: 'disbursedOn', title: title.disbursedOn, width: 8 },
      cell: ({ disbursedOn }) => disbursedOn,
    },
    ...money,
    {
      ...{ id: 'daysOverdue', title: title.daysOverdue, width: 5.5, numeric: true },
      cell: ({ daysOverdue }) => daysOverdue !== null && daysOverdue > 0 && daysOverdue,
    },
    {
      ...{ id: 'events', title: title.events, width: 5, numeric: true },
      cell: ({ events }) => events,
    },
    {
      ...{ id: 'lastEventAt', title: title.lastEventAt, width: 10.5 },
      usual: false,
      cell: ({ lastEventAt }) => lastEventAt !== null && <Instant at={lastEventAt} />,
    },
  ]
  return columns.map((column) => ({ ...column, sorts: isSort(column.id) }))
}

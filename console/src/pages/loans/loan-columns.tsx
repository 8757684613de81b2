import { Link } from '@tanstack/react-router'

import type { LoanRow, LoanTotals } from '../../api/answers/loans'
import { Chip } from '../../parts/chip'
import { Instant } from '../../parts/dates/instant'
import { LoanStatus } from '../../parts/loan-status'
import { Money } from '../../parts/money/money'
import { Name } from '../../parts/name'
import type { Column } from '../../parts/table/column'
import { words } from '../../words'

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
    ...{ id, title: title[id], width: 'minmax(8.5rem, 1fr)', numeric: true, sorts: true },
    cell: (row) => <Money amount={row[id]} />,
    ...(totals === undefined ? {} : { total: <Money amount={totals[id]} strong /> }),
  }))
  return [
    {
      ...{ id: 'loanId', title: title.loanId, width: 'minmax(9rem, 1.2fr)', sorts: true },
      cell: ({ loanId }) => (
        <Link className="row-link" to="/loans/$loanId" params={{ loanId }}>
          {loanId}
        </Link>
      ),
      ...(totals === undefined ? {} : { total: words.loans.totals }),
    },
    {
      ...{ id: 'customerName', title: title.customerName, width: 'minmax(10rem, 2fr)' },
      sorts: true,
      cell: ({ customerId, customerName }) => <Name name={customerName ?? customerId} />,
    },
    {
      ...{ id: 'product', title: title.product, width: 'minmax(6rem, 1fr)' },
      cell: ({ product }) => product ?? <span className="hint">{words.loans.pushed}</span>,
    },
    {
      ...{ id: 'status', title: title.status, width: '11.5rem', sorts: true },
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
      ...{ id: 'disbursedOn', title: title.disbursedOn, width: '8rem', sorts: true },
      cell: ({ disbursedOn }) => disbursedOn,
    },
    ...money,
    {
      ...{ id: 'daysOverdue', title: title.daysOverdue, width: '5.5rem', numeric: true },
      sorts: true,
      cell: ({ daysOverdue }) => daysOverdue !== null && daysOverdue > 0 && daysOverdue,
    },
    {
      ...{ id: 'events', title: title.events, width: '5rem', numeric: true, sorts: true },
      cell: ({ events }) => events,
    },
    {
      ...{ id: 'lastEventAt', title: title.lastEventAt, width: '10.5rem', sorts: true },
      cell: ({ lastEventAt }) => lastEventAt !== null && <Instant at={lastEventAt} />,
    },
  ]
}

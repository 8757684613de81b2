import { useQuery } from '@tanstack/react-query'
import { Link, getRouteApi } from '@tanstack/react-router'

import type { CustomerPage as Customer } from '../../api/answers/loans'
import { ask } from '../../api/queries'
import { LoanStatus } from '../../parts/loan-status'
import { Money } from '../../parts/money/money'
import { PageHead } from '../../parts/page-head'
import { Answered } from '../../parts/states/answered'
import { Empty } from '../../parts/states/empty'
import { PlainTable } from '../../parts/table/plain-table'
import { words } from '../../words'

const route = getRouteApi('/customers/$customerId')
const { columns } = words.loans
const HEADS = [
  { title: columns.loanId },
  { title: columns.status },
  { title: columns.disbursedOn },
  { title: columns.principal, numeric: true },
  { title: columns.principalOutstanding, numeric: true },
  { title: columns.interestOutstanding, numeric: true },
  { title: columns.creditBalance, numeric: true },
]

export function CustomerPage() {
  const { customerId } = route.useParams()
  const customer = useQuery(ask('GET /ops/customers/{customerId}', { params: { customerId } }))
  return <Answered query={customer}>{(found) => <Found customer={found} />}</Answered>
}

function Found({ customer }: { customer: Customer }) {
  const { customerId, name, loans = [] } = customer
  return (
    <>
      <PageHead
        title={customerId}
        beside={<bdi className="name">{name}</bdi>}
        crumbs={<Link to="/loans">{words.places.loans}</Link>}
      />
      {loans.length === 0 ? (
        <Empty title={words.customer.noLoans} />
      ) : (
        <PlainTable label={words.loans.title} heads={HEADS}>
          {loans.map((loan) => (
            <tr key={loan.loanId}>
              <th scope="row">
                <Link to="/loans/$loanId" params={{ loanId: loan.loanId }}>
                  {loan.loanId}
                </Link>
              </th>
              <td>
                <LoanStatus status={loan.status} />
              </td>
              <td>{loan.disbursedOn}</td>
              <td className="numeric">
                <Money amount={loan.principal} />
              </td>
              <td className="numeric">
                <Money amount={loan.principalOutstanding} />
              </td>
              <td className="numeric">
                <Money amount={loan.interestOutstanding} />
              </td>
              <td className="numeric">
                <Money amount={loan.creditBalance} />
              </td>
            </tr>
          ))}
        </PlainTable>
      )}
    </>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'

import type { RefusedRequest } from '../../api/answers/decisions'
import { ask } from '../../api/queries'
import { Instant } from '../../parts/dates/instant'
import { Pager } from '../../parts/pager'
import { Answered } from '../../parts/states/answered'
import { Empty } from '../../parts/states/empty'
import { PlainTable } from '../../parts/table/plain-table'
import { words } from '../../words'
import { ROWS } from './page-of'
import type { PagedTab } from './page-of'

const { columns } = words.work
const HEADS = [
  { title: columns.when },
  { title: columns.loan },
  { title: columns.kind },
  { title: columns.reason },
  { title: columns.sentBy },
]

export function RefusedTab({ page, onPage }: PagedTab) {
  const refused = useQuery(ask('GET /ops/refused', { query: { page, rows: ROWS } }))
  return (
    <Answered query={refused}>
      {(answer) => (
        <>
          {answer.items.length === 0 ? (
            <Empty title={words.work.none.refused} />
          ) : (
            <PlainTable label={words.work.tabs.refused} heads={HEADS}>
              {answer.items.map((request, index) => (
                <Refused key={index} request={request} />
              ))}
            </PlainTable>
          )}
          {answer.leftOut > 0 && <p className="hint">{words.work.leftOut(answer.leftOut)}</p>}
          <Pager paged={answer} onPage={onPage} />
        </>
      )}
    </Answered>
  )
}

function Refused({ request }: { request: RefusedRequest }) {
  const { refusedAt, loanId, type, code, message, fields, sentBy } = request
  return (
    <tr>
      <td>
        <Instant at={refusedAt} />
      </td>
      <td>
        {loanId !== null && (
          <Link to="/loans/$loanId" params={{ loanId }}>
            {loanId}
          </Link>
        )}
      </td>
      <td>{words.loan.kinds[type]}</td>
      <td className="wrapping">
        {message} <code className="hint">{code}</code>
        {fields.map(({ field, message: said }) => (
          <span key={field} className="wrong-field">
            <code>{field}</code> {said}
          </span>
        ))}
      </td>
      <td>{sentBy}</td>
    </tr>
  )
}
